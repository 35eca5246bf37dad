/** Letters and digits that are not taken for one another when read aloud or copied by hand. */
const alphabet = 'abcdefghjkmnpqrstuvwxyz23456789'

/** A password of four groups of five: 99 bits, easy to read out. */
export function suggestPassword(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(200))
  // Bytes above the last whole multiple are left out: every character is as likely as any other.
  const fair = bytes.filter((byte) => byte < 256 - (256 % alphabet.length)).slice(0, 20)
  const letters = Array.from(fair, (byte) => alphabet[byte % alphabet.length])
  return letters.join('').replaceAll(/(.{5})(?=.)/g, '$1-')
}
