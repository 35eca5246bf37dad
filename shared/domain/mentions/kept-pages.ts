import { sql } from 'kysely'
import type { Connection } from '../../database/store.ts'
import { firstKeptId } from './kept.ts'

/** One item that is kept, with all that queries and scores ask for. */
export type KeptItem = {
  id: number
  feedId: number
  identity: string | null
  title: string
  text: string
  url: string | null
  author: string | null
  authorUrl: string | null
  language: string | null
  media: string[]
  publishedAt: Date | null
  heardAt: Date
  source: string
  /** The brand that its feed belongs to, whatever its queries say. */
  givenTo: number | null
}

const pageSize = 500

/** The items kept, newest first, page after page. Those that their authors deleted are left out. */
export async function* keptPages(connection: Connection): AsyncGenerator<KeptItem[]> {
  let before: number | null = null
  for (;;) {
    const page: KeptItem[] = await readPage(connection, before)
    if (page.length === 0) return
    yield page
    before = page.at(-1)!.id
  }
}

async function readPage(connection: Connection, before: number | null): Promise<KeptItem[]> {
  const { rows } = await sql<KeptItem>`
    SELECT i.id, i.feed_id AS "feedId", i.identity, i.title, i.text, i.url, i.author,
      i.author_url AS "authorUrl", i.language, i.media, i.published_at AS "publishedAt",
      i.heard_at AS "heardAt", f.source, f.brand_id AS "givenTo"
    FROM item i JOIN feed f ON f.id = i.feed_id
    WHERE i.id >= ${firstKeptId} AND (${before}::bigint IS NULL OR i.id < ${before}) AND i.deleted_at IS NULL
    ORDER BY i.id DESC LIMIT ${pageSize}`.execute(connection)
  return rows
}
