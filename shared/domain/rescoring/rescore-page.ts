import { sql, type Transaction } from 'kysely'
import type { Tables } from '../../database/tables.ts'
import { createBreather } from '../../runtime/breather.ts'
import type { Listening, ListeningBrand } from '../listening/compiled.ts'
import { mergeChanged, type ChangedByBrand } from '../mentions/changed.ts'
import { judgeItem, type Judgement } from '../mentions/judge.ts'
import { isBefore, nextPlace, pastMentionColumns, type PastMention } from '../mentions/past-mention.ts'
import type { Place } from '../mentions/place.ts'
import type { Refused } from '../mentions/refused.ts'
import type { Scorer } from '../scoring/scorer.ts'
import { enterQueue, startsToComplain } from './enter-queue.ts'
import { storeJudgements } from './store-judgements.ts'

/** Few enough that polls and people wait only for some hundredths of a second. */
const pageSize = 300

/** What a page did, and where the next begins; null: it was the last. */
export type PageRescored = {
  seen: number
  changed: ChangedByBrand
  queued: number
  /** These keep what they were judged by before. */
  refused: Refused[]
  next: Place | null
}

const aboutNothing = { matchesByBrand: new Map(), asideByBrand: new Map() }

/**
 * Judges one page of a brand's mentions again, in whatever state they are, and stores what differs: how they sound, their
 * labels, and severity and priority by these. The staff's word stays. What enters the queue now and did not before goes
 * there; nothing leaves it.
 */
export async function rescorePage(
  tx: Transaction<Tables>,
  brand: ListeningBrand & { id: number },
  before: Place | null,
  tools: { listening: Listening; scorer: Scorer; now: Date },
): Promise<PageRescored> {
  const page = await readPage(tx, brand.id, before)
  const judged: { id: number; mention: PastMention; judgement: Judgement }[] = []
  const breathe = createBreather()
  for (const mention of await lockMentions(tx, page)) {
    await breathe()
    const { judgeFor } = judgeItem(mention, aboutNothing, mention, tools)
    judged.push({ id: mention.id, mention, judgement: judgeFor(brand.id, mention) })
  }
  const { updated, refused } = await storeJudgements(tx, judged)
  const kept = new Set(refused.map(({ row }) => row.id))
  const entering = judged.filter(
    ({ id, mention, judgement }) => !kept.has(id) && startsToComplain(mention, judgement, brand, tools.now),
  )
  const queued = await enterQueue(
    tx,
    entering.map(({ id }) => id),
  )
  return {
    seen: page.length,
    changed: mergeChanged(new Map([[brand.id, updated]]), queued),
    queued: queued.get(brand.id)?.length ?? 0,
    refused: refused.map(({ row: { id, mention }, why }) => ({
      what: mention.url ?? `mention ${id}`,
      brandId: brand.id,
      why,
    })),
    next: nextPlace(page, pageSize),
  }
}

type Found = { id: number; publishedAt: Date; head: number | null }

/** By both of the brand's indexes: one holds what is set aside, the other the rest. A mention's place never changes. */
async function readPage(tx: Transaction<Tables>, brandId: number, before: Place | null): Promise<Found[]> {
  const part = (isAside: boolean) => sql`(
    SELECT m.id, m.published_at, m.state, m.story_id FROM mention m
    WHERE m.brand_id = ${brandId} AND ${isAside ? sql`m.state = 'aside'` : sql`m.state <> 'aside'`}
      AND ${isBefore(before)}
    ORDER BY m.published_at DESC, m.id DESC LIMIT ${pageSize})`
  const { rows } = await sql<Found>`
    SELECT id, published_at AS "publishedAt", CASE WHEN state = 'stream' THEN story_id END AS head
    FROM (${part(false)} UNION ALL ${part(true)}) page
    ORDER BY published_at DESC, id DESC LIMIT ${pageSize}`.execute(tx)
  return rows
}

/**
 * The mentions of a page, and the first ones of the stories that some of them repeat: which of a story enters the queue
 * is told only from all of them as they are now. What authors have deleted has no words to judge.
 */
async function lockMentions(tx: Transaction<Tables>, page: readonly Found[]): Promise<PastMention[]> {
  const ids = [...new Set(page.flatMap(({ id, head }) => (head === null ? [id] : [id, head])))]
  const { rows } = await sql<PastMention>`
    SELECT ${pastMentionColumns} FROM mention m JOIN item i ON i.id = m.item_id
    WHERE m.id = ANY(${ids}::bigint[]) AND i.deleted_at IS NULL
    ORDER BY m.id FOR NO KEY UPDATE OF m`.execute(tx)
  return rows
}
