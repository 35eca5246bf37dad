import { domainToUnicode } from 'node:url'

/** What would not be seen, or would turn the rest around. */
const unseen = /[\p{C}\p{Z}]/u

/** An address as people write it: the host in its own letters, and the rest of it where decoding hides nothing. */
export function readableAddress(address: string): string {
  const { hostname } = new URL(address)
  const named = address.replace(hostname, domainToUnicode(hostname) || hostname)
  try {
    const decoded = decodeURI(named)
    return unseen.test(decoded) ? named : decoded
  } catch {
    return named
  }
}
