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
  const url = new URL(address)
  if (url.protocol !== 'http:' && url.protocol !== 'https:') return null
  url.protocol = 'https:'
  url.hostname = url.hostname.replace(/^(?:www|m|mobile|amp)\.(?=[^.]+\.)/, '')
  for (const name of [...url.searchParams.keys()]) if (tracking.test(name)) url.searchParams.delete(name)
  url.searchParams.sort()
  if (!/^#.*\d/.test(url.hash)) url.hash = ''
  return url.href.replace(/\/+(?=$|[?#])/, '')
}
