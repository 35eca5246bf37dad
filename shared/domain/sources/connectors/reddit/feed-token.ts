import { Problem } from '../../../../runtime/problem.ts'

/** The private part of the addresses that Reddit shows to its members: it stands for the member's account. */
export type FeedToken = { feed: string; user: string }

/**
 * What people copy from reddit.com/prefs/feeds: an address there, or the part `feed=…&user=…` of it.
 * @throws Problem feed_needs_credential
 */
export function readFeedToken(credential: string | null): FeedToken | null {
  const given = credential?.trim() ?? ''
  if (given === '') return null
  const query = new URLSearchParams(given.slice(given.indexOf('?') + 1))
  const [feed, user] = [query.get('feed') ?? '', query.get('user') ?? '']
  if (/^[\da-z]{20,80}$/i.test(feed) && /^[\w-]{2,40}$/.test(user)) return { feed, user }
  throw new Problem(
    'feed_needs_credential',
    'The stored feed token is none. Copy the address of any feed from reddit.com/prefs/feeds; it holds feed=… and user=….',
  )
}

/** The address as it is asked for; nobody else must see it. */
export function withToken(address: string, token: FeedToken | null): string {
  if (token === null) return address
  const url = new URL(address)
  url.searchParams.set('feed', token.feed)
  url.searchParams.set('user', token.user)
  return url.href
}

/** An address that an answer names, without the token that Reddit repeats in it. */
export function withoutToken(address: string): string {
  if (!URL.canParse(address)) return address
  const url = new URL(address)
  url.searchParams.delete('feed')
  url.searchParams.delete('user')
  return url.href
}
