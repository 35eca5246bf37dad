import { sql } from 'kysely'
import type { MentionCard, MentionDetail } from '../../contract/mention.ts'
import type { Viewer } from '../../contract/person.ts'
import type { Connection, Store } from '../../database/store.ts'
import { Problem } from '../../runtime/problem.ts'
import { readHistory } from '../history/read.ts'
import { cardColumns, cardSources, toCard, type CardRow } from './cards.ts'

const earlierAtMost = 10

/**
 * One mention, whole. Its revision is read with the card and before the rest, so that nothing in it is older.
 * @throws Problem not_found
 */
export async function readMention(store: Store, _viewer: Viewer, id: number): Promise<MentionDetail> {
  const { rows } = await sql<
    CardRow &
      Pick<MentionDetail, 'text' | 'contributions' | 'matches' | 'revision'> & {
        author_url: string | null
        feed_title: string
        brand_name: string
      }
  >`
    SELECT ${cardColumns}, i.text, i.author_url, m.contributions, m.matches, f.title AS feed_title,
      b.name AS brand_name, b.revision
    FROM mention m ${cardSources} JOIN feed f ON f.id = m.feed_id JOIN brand b ON b.id = m.brand_id
    WHERE m.id = ${id}`.execute(store.db)
  const row = rows[0]
  if (!row) throw new Problem('not_found', `There is no mention ${id}.`)
  const [history, earlier] = await Promise.all([readHistory(store.db, id), readEarlier(store.db, id)])
  return {
    card: toCard(row),
    text: row.text,
    authorUrl: row.author_url,
    feed: { id: row.feed_id, title: row.feed_title },
    brand: { id: row.brand_id, name: row.brand_name },
    contributions: row.contributions,
    matches: row.matches,
    history,
    earlier,
    revision: row.revision,
  }
}

/** What the same author said about the same brand before. */
async function readEarlier(connection: Connection, id: number): Promise<MentionCard[]> {
  const { rows } = await sql<CardRow>`
    SELECT ${cardColumns}
    FROM mention this JOIN mention m ON m.brand_id = this.brand_id AND m.author_key = this.author_key
      AND m.source = this.source AND (m.published_at, m.id) < (this.published_at, this.id)
    ${cardSources}
    WHERE this.id = ${id} ORDER BY m.published_at DESC, m.id DESC LIMIT ${earlierAtMost}`.execute(connection)
  return rows.map(toCard)
}
