/** Sites with a domain of their own; the others live under stackexchange.com. */
const ownDomains: Record<string, string> = {
  stackoverflow: 'stackoverflow.com',
  superuser: 'superuser.com',
  serverfault: 'serverfault.com',
  askubuntu: 'askubuntu.com',
  stackapps: 'stackapps.com',
  mathoverflow: 'mathoverflow.net',
}

/** The name under which the API knows a site that people name by its name, host or address; null when it is none. */
export function siteName(given: string): string | null {
  const host = given
    .trim()
    .toLowerCase()
    .replace(/^https?:\/\//, '')
    .replace(/[/?#].*$/, '')
    .replace(/^www\./, '')
  const name = host.replace(/\.stackexchange\.com$|\.com$|\.net$/, '')
  if (name === 'stackexchange' || !/^[a-z\d-]{2,40}(?:\.[a-z\d-]{2,40})?$/.test(name)) return null
  // Of hosts with a domain of their own only the known ones are sites of the network.
  const isHost = host !== name && !host.endsWith('.stackexchange.com')
  return isHost && siteHost(name) !== host ? null : name
}

export function siteHost(name: string): string {
  const own = ownDomains[name.split('.').at(-1) ?? '']
  if (own === undefined) return `${name}.stackexchange.com`
  return name.includes('.') ? `${name.slice(0, name.lastIndexOf('.'))}.${own}` : own
}
