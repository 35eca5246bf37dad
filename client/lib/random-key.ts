/** A key that nobody else makes. Works on plain http too, where `crypto.randomUUID` does not. */
export function randomKey(): string {
  return [...crypto.getRandomValues(new Uint8Array(16))]
    .map((byte) => byte.toString(16).padStart(2, '0'))
    .join('')
}
