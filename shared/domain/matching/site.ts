/** An item's address, as far as `site:` asks for it. */
export type Address = { host: string; path: string }

/** `www.` and a final dot make no other site. */
export const plainHost = (host: string) => host.replace(/\.$/, '').replace(/^www\.(?=.*\.)/, '')

export function readAddress(url: string): Address | null {
  const parsed = URL.parse(url)
  return parsed === null ? null : { host: plainHost(parsed.hostname), path: parsed.pathname }
}

/** Visits the host and every domain that it belongs to, until `visit` returns true; whether it did. */
export function someDomain(host: string, visit: (domain: string) => boolean): boolean {
  for (let at = 0; at >= 0 && at < host.length;) {
    if (visit(host.slice(at))) return true
    const dot = host.indexOf('.', at)
    at = dot < 0 ? -1 : dot + 1
  }
  return false
}

/** Whether an address is of the site: its host or one below, its path or one below. */
export function isOfSite({ host, path }: Address, site: Address): boolean {
  if (host !== site.host && !host.endsWith(`.${site.host}`)) return false
  return path === site.path || path.startsWith(`${site.path}/`)
}

/** A person's name on the site where they write, as `@jo@example.social`, read from the address of their page; or ''. */
export function handleOf(authorUrl: string): string {
  const address = readAddress(authorUrl)
  const name = address?.path.split('/').findLast((part) => part !== '') ?? ''
  if (address === null || name === '') return ''
  return `@${decoded(name).replace(/^@/, '')}@${address.host}`
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
