import type { Element } from './element.ts'
import type { RawEntry, RawFeed, RawLink, RawPerson, RawText } from './raw-feed.ts'

/** An address that stands in an attribute or, without one, in the text. */
export function linkIn(element: Element | undefined, attribute?: string): RawLink | undefined {
  const href = attribute === undefined ? element?.text() : element?.attribute(attribute)?.trim()
  return href ? { href, base: element?.scope.base } : undefined
}

/** What an element says, be it HTML, escaped or not. */
export function htmlOf(element: Element | undefined): RawText | undefined {
  if (element === undefined) return undefined
  const value = element.hasMarkup ? element.markup() : element.text()
  return value === '' ? undefined : { value, kind: 'html', base: element.scope.base }
}

/** What the first element of these names says that says anything. */
export function htmlIn(holder: Element, ...names: string[]): RawText | undefined {
  for (const name of names) {
    for (const child of holder.children) {
      const text = child.name === name ? htmlOf(child) : undefined
      if (text !== undefined) return text
    }
  }
  return undefined
}

/** Plain text or HTML: elements of which their dialect does not say. */
export function lineIn(holder: Element, ...names: string[]): RawText | undefined {
  const text = htmlIn(holder, ...names)
  return text && { ...text, kind: 'unknown' }
}

/** A person by elements, as in Atom, or by name alone. */
function personOf(element: Element): RawPerson[] {
  if (element.children.length === 0) {
    const name = element.text()
    return name === '' ? [] : [{ name }]
  }
  const part = (name: string) => element.textOf(name, `atom:${name}`, `itunes:${name}`)
  const [name, email] = [part('name'), part('email')]
  const uri = part('uri') ?? part('url') ?? part('homepage')
  if (name !== undefined || email !== undefined || uri !== undefined) return [{ name, email, uri }]
  const text = element.text()
  return text === '' ? [] : [{ name: text }]
}

/** The people of the first of these elements that names any. */
export function peopleIn(holder: Element, ...names: string[]): RawPerson[] {
  for (const name of names) {
    const people = holder.all(name).flatMap((element) => personOf(element))
    if (people.length > 0) return people
  }
  return []
}

/** Atom's links of one kind, wherever they stand. */
export const atomLinks = (holder: Element, name: string, rel: string): RawLink[] =>
  holder.all(name).flatMap((link) => (relOf(link) === rel ? (linkIn(link, 'href') ?? []) : []))

export const relOf = (link: Element): string =>
  (link.attribute('rel') ?? 'alternate')
    .trim()
    .toLowerCase()
    .replace('http://www.iana.org/assignments/relation/', '')

const maxDepth = 3
const carries = (name: string) => name === 'media:content' || name === 'media:thumbnail'

/** Addresses of what an entry carries by Media RSS, in groups and in other media too. */
export function mediaOf(holder: Element, depth = 0): RawLink[] {
  if (depth > maxDepth) return []
  return holder.children.flatMap((child) => {
    const inside = child.name.startsWith('media:') ? mediaOf(child, depth + 1) : []
    const link = carries(child.name) ? linkIn(child, 'url') : undefined
    return link === undefined ? inside : [link, ...inside]
  })
}

/** YouTube and others say everything in `media:group`. */
export function mediaText(entry: Element, name: string): RawText | undefined {
  const holders = [entry, ...entry.all('media:group'), ...entry.all('media:content')]
  return holders.map((holder) => htmlIn(holder, name)).find((text) => text !== undefined)
}

/** What is answered, and how many people did something: Atom threading, slash and Media RSS. */
export function discussionOf(entry: Element): Pick<RawEntry, 'inReplyTo' | 'counts'> {
  const answered = entry.child('thr:in-reply-to')
  const community = entry.child('media:group')?.child('media:community') ?? entry.child('media:community')
  const counts = {
    likes: community?.child('media:starrating')?.attribute('count'),
    views: community?.child('media:statistics')?.attribute('views'),
    replies: entry.textOf('slash:comments', 'thr:total'),
  }
  const known = Object.entries(counts).filter(([, count]) => /^\d{1,12}$/.test(count ?? ''))
  return {
    inReplyTo: answered?.attribute('href') ?? answered?.attribute('ref'),
    counts: known.length === 0 ? undefined : Object.fromEntries(known.map(([name, n]) => [name, Number(n)])),
  }
}

const secondsOf: Record<string, number> = {
  hourly: 3600,
  daily: 86_400,
  weekly: 7 * 86_400,
  monthly: 30 * 86_400,
  yearly: 365 * 86_400,
}

/** `ttl` (minutes), else `sy:updatePeriod` divided by `sy:updateFrequency`. */
function ttlSecondsOf(feed: Element): number | undefined {
  const minutes = Number(feed.textOf('ttl'))
  if (minutes > 0) return Math.round(minutes * 60)
  const period = secondsOf[feed.textOf('sy:updateperiod')?.toLowerCase() ?? '']
  if (period === undefined) return undefined
  const frequency = Number(feed.textOf('sy:updatefrequency') ?? 1)
  return frequency > 0 ? Math.round(period / frequency) : period
}

/** What a poller wants to know, for RSS and Atom alike. `link`: how Atom's links are called there. */
export function pollingOf(
  feed: Element,
  link: string,
): Pick<RawFeed, 'ttlSeconds' | 'skipHours' | 'skipDays' | 'hub' | 'self' | 'movedTo'> {
  const listed = (list: string, name: string) =>
    feed
      .child(list)
      ?.all(name)
      .map((element) => element.text())
  return {
    ttlSeconds: ttlSecondsOf(feed),
    skipHours: listed('skiphours', 'hour'),
    skipDays: listed('skipdays', 'day'),
    hub: atomLinks(feed, link, 'hub')[0],
    self: atomLinks(feed, link, 'self')[0],
    movedTo: linkIn(feed.child('itunes:new-feed-url')),
  }
}
