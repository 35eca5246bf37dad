/** Parameters that say how a reader came, not what the page is. */
const tracking =
  /^(?:utm_\w+|fbclid|gclid|dclid|msclkid|mc_[ce]id|igshid|yclid|_hsenc|_hsmi|ref_src|ref_url|cmpid|at_\w+|ito|oc)$/i

/**
 * One spelling for addresses of the same page: no fragment (unless it names a comment), no tracking parameters, no
 * `www.`, https as http, no slash at the end.
 * @returns null for anything that is no http(s) address.
 */
export function canonicalAddress(address: string): string | null {
  if (!URL.canParse(address)) return null
  const { protocol, host, pathname, search, hash } = new URL(address)
  if (protocol !== 'http:' && protocol !== 'https:') return null
  const site = host.replace(/^(?:www|m|mobile|amp)\.(?=[^.]+\.)/, '')
  const place = /^#.*\d/.test(hash) ? hash : ''
  return `https://${site}${pathname}${search === '' ? '' : canonicalQuery(search)}${place}`.replace(
    /\/+(?=$|[?#])/,
    '',
  )
}

function canonicalQuery(search: string): string {
  const kept = new URLSearchParams([...new URLSearchParams(search)].filter(([name]) => !tracking.test(name)))
  kept.sort()
  return kept.size === 0 ? '' : `?${kept}`
}
