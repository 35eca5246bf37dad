import { sql } from 'kysely'
import type { MentionCard, MentionDetail } from '../../contract/mention.ts'
import type { Viewer } from '../../contract/person.ts'
import type { Connection, Store } from '../../database/store.ts'
import { Problem } from '../../runtime/problem.ts'
import { readHistory } from '../history/read.ts'
import { takenOfStorySql } from '../stories/story-taken.ts'
import { cardColumns, cardSources, toCard, type CardRow } from './cards.ts'
import { whyNotQueued } from './why-not-queued.ts'

const earlierAtMost = 10
const storyAtMost = 20
const seenInAtMost = 50

/**
 * One mention, whole. Its revision is read with the card and before the rest, so that nothing in it is older.
 * @throws Problem not_found
 */
export async function readMention(store: Store, _viewer: Viewer, id: number): Promise<MentionDetail> {
  const { rows } = await sql<
    CardRow &
      Pick<
        MentionDetail,
        'text' | 'engagement' | 'contributions' | 'constant' | 'cues' | 'urgency' | 'matches' | 'revision'
      > & {
        author_url: string | null
        reply_url: string | null
        feed_title: string
        brand_name: string
        answer_within_minutes: number
        queue_threshold: number
        queue_urgent: boolean
        now: Date
      }
  >`
    SELECT ${cardColumns}, i.text, i.author_url, i.reply_url, i.engagement, m.contributions, m.constant,
      m.cues, m.urgency, m.matches, f.title AS feed_title, b.name AS brand_name, b.answer_within_minutes,
      b.queue_threshold, b.queue_urgent, b.revision, now() AS now
    FROM mention m ${cardSources} JOIN feed f ON f.id = m.feed_id JOIN brand b ON b.id = m.brand_id
    WHERE m.id = ${id}`.execute(store.db)
  const row = rows[0]
  if (!row) throw new Problem('not_found', `There is no mention ${id}.`)
  const card = toCard(row)
  const [history, earlier, seenIn, story, takenBy] = await Promise.all([
    readHistory(store.db, id),
    readEarlier(store.db, id),
    readSeenIn(store.db, id),
    readStory(store.db, card),
    readTakenOfStory(store.db, card),
  ])
  return {
    card,
    text: row.text,
    authorUrl: row.author_url,
    replyUrl: row.reply_url,
    engagement: row.engagement,
    notQueued: whyNotQueued(
      { card, urgency: row.urgency, history, takenBy },
      { threshold: row.queue_threshold, queueUrgent: row.queue_urgent },
      row.now,
    ),
    feed: { id: row.feed_id, title: row.feed_title },
    brand: { id: row.brand_id, name: row.brand_name, answerWithinMinutes: row.answer_within_minutes },
    contributions: row.contributions,
    constant: row.constant,
    cues: row.cues,
    urgency: row.urgency,
    matches: row.matches,
    seenIn,
    story,
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

/** Where else the same post was heard, first places first. */
async function readSeenIn(connection: Connection, id: number): Promise<MentionDetail['seenIn']> {
  const { rows } = await sql<{ feedId: number; feedTitle: string; url: string | null; heardAt: Date }>`
    SELECT s.feed_id AS "feedId", f.title AS "feedTitle", i.url, s.heard_at AS "heardAt"
    FROM sighting s JOIN feed f ON f.id = s.feed_id JOIN item i ON i.id = s.item_id
    WHERE s.mention_id = ${id} ORDER BY s.heard_at, s.item_id LIMIT ${seenInAtMost}`.execute(connection)
  return rows.map((row) => ({ ...row, heardAt: row.heardAt.toISOString() }))
}

/** The others that tell the same story; for one that repeats it, the first is among them, at the beginning. */
async function readStory(
  connection: Connection,
  { id, storyId, storySize }: MentionCard,
): Promise<MentionCard[]> {
  const headId = storyId ?? id
  if (storyId === null && storySize === 1) return []
  const { rows } = await sql<CardRow>`
    SELECT ${cardColumns} FROM mention m ${cardSources}
    WHERE (m.id = ${headId} OR m.story_id = ${headId}) AND m.id <> ${id}
    ORDER BY m.id = ${headId} DESC, m.published_at DESC, m.id DESC LIMIT ${storyAtMost}`.execute(connection)
  return rows.map(toCard)
}

/**
 * Of a complaint in the stream, which other of its story is or was in the queue; the earliest that waits for an answer,
 * if any does.
 */
async function readTakenOfStory(
  connection: Connection,
  { id, state, sentiment, storyId, storySize }: MentionCard,
): Promise<MentionCard | null> {
  if (state !== 'stream' || sentiment.label !== 'negative' || (storyId === null && storySize === 1))
    return null
  const { rows } = await sql<CardRow>`
    SELECT ${cardColumns} FROM mention other JOIN mention m ON m.id = other.id ${cardSources}
    WHERE ${takenOfStorySql(sql`${storyId ?? id}::bigint`)} AND other.id <> ${id}
    ORDER BY other.state IN ('queued', 'claimed', 'snoozed') DESC, other.published_at, other.id
    LIMIT 1`.execute(connection)
  return rows[0] ? toCard(rows[0]) : null
}
