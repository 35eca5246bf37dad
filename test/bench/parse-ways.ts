import { parseFeed } from 'feedsmith'
import { parseDocument } from '../../shared/domain/sources/parse.ts'
import { itemsOf } from '../../shared/domain/sources/parsing/items.ts'

export const meta = { url: 'https://blog.example/feed', contentType: 'application/rss+xml; charset=utf-8' }

/** Bytes to items, and how many they are: by Earshot, and by the library that others use, which stops at its objects. */
export const ways = {
  ours: (bytes: Uint8Array): number =>
    itemsOf(parseDocument(bytes, meta, { markup: false }), new Date()).length,
  bare: (bytes: Uint8Array): number => {
    const { feed } = parseFeed(new TextDecoder().decode(bytes))
    return 'items' in feed ? (feed.items?.length ?? 0) : 0
  },
}
