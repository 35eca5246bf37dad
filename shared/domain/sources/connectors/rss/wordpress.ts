import type { Item } from '../../item.ts'

/** How WordPress names comments, in the languages that most of its sites speak: what is commented on, and by whom. */
const patterns = [
  /^Comment on (?<on>.+) by (?<by>.+)$/,
  /^Kommentar zu (?<on>.+) von (?<by>.+)$/,
  /^Comentario en (?<on>.+) por (?<by>.+)$/,
  /^Comentário(?:s)? (?:em|sobre) (?<on>.+) por (?<by>.+)$/,
  /^Commentaires? sur (?<on>.+) par (?<by>.+)$/,
  /^Commenti? (?:su|a) (?<on>.+) (?:di|da) (?<by>.+)$/,
  /^Reacties? op (?<on>.+) door (?<by>.+)$/,
  /^(?<on>.+) への (?<by>.+) (?:の|より)コメント$/,
  /^(?:By|Von|Por|Par|Di|Door): ?(?<by>.+)$/,
]

/** A comment has the title of what it comments on, and its author. Its page is its conversation. */
export function tidyComment(item: Item): Item {
  if (!/#comment-\d+$/.test(item.url ?? '')) return item
  for (const pattern of patterns) {
    const { on = '', by } = pattern.exec(item.title)?.groups ?? {}
    if (by !== undefined) return { ...item, title: on, author: item.author ?? by }
  }
  return item
}

/** The feed of a WordPress search, whose page is `/?s=words`. */
export function wordpressSearchFeed(url: URL): string | null {
  const words = url.searchParams.get('s')?.trim() ?? ''
  if (words === '' || url.searchParams.size !== 1 || url.pathname !== '/') return null
  return `${url.origin}/?${new URLSearchParams({ s: words, feed: 'rss2' })}`
}
