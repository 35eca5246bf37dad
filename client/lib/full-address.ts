/** An address as people type it, `acme.example/news`, as a program needs it. */
export function fullAddress(typed: string): string {
  const address = typed.trim()
  return address === '' || /^[a-z][a-z\d+.-]*:\/\//i.test(address) ? address : `https://${address}`
}
