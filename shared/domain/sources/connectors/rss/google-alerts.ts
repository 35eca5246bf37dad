import { canonicalAddress } from '../../canonical-address.ts'
import type { Item } from '../../item.ts'
import { resolveLink } from '../../parsing/links.ts'

export const isGoogleAlert = ({ hostname, pathname }: URL): boolean =>
  /^(www\.)?google\.[a-z.]+$/.test(hostname) && pathname.startsWith('/alerts/feeds/')

/** Alerts lead through a page of Google's that counts the clicks: this is the page behind. */
export function unwrapAlert(item: Item): Item {
  const url = targetOf(item.url)
  return url === null ? item : { ...item, url, identity: canonicalAddress(url) }
}

function targetOf(link: string | null): string | null {
  if (link === null || !URL.canParse(link)) return null
  const { hostname, pathname, searchParams } = new URL(link)
  if (!/(^|\.)google\.[a-z.]+$/.test(hostname) || pathname !== '/url') return null
  return resolveLink(searchParams.get('url') ?? searchParams.get('q') ?? undefined, null)
}
