import type { Item } from '../../item.ts'

export const isGoogleNews = ({ hostname, pathname }: URL): boolean =>
  hostname === 'news.google.com' && pathname.startsWith('/rss/')

/** Google's news about some words, of the last days. */
export const googleNewsSearch = (words: string): string =>
  `https://news.google.com/rss/search?${new URLSearchParams({ q: `${words} when:7d`, hl: 'en-US', gl: 'US', ceid: 'US:en' })}`

/**
 * Titles end with the publisher, and the text is the title and the publisher once more, or a list of such for several
 * publishers: what is left is the title, by the publisher. The link stays Google's: the page behind cannot be told
 * without asking Google for each.
 */
export function tidyNews(item: Item): Item {
  const cut = endOfTitle(item)
  if (cut === -1) return { ...item, author: null }
  const title = item.title.slice(0, cut)
  const publisher = item.title.slice(cut + separator.length)
  const isEcho = folded(item.text) === folded(`${title} ${publisher}`)
  return { ...item, title, text: isEcho ? '' : item.text, author: publisher, authorUrl: null }
}

const separator = ' - '
const folded = (text: string) => text.replace(/\s+/g, ' ').trim()

/** A publisher may be called “A - B”, which the text then ends with. */
function endOfTitle({ title, text }: Item): number {
  const last = title.lastIndexOf(separator)
  for (let at = title.indexOf(separator); at !== -1; at = title.indexOf(separator, at + 1)) {
    const [head, tail] = [title.slice(0, at), title.slice(at + separator.length)]
    if (folded(text) === folded(`${head} ${tail}`)) return at
  }
  return last
}
