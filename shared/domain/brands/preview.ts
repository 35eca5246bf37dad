import { sql } from 'kysely'
import {
  defaultQueueThreshold,
  type BrandPreview,
  type PreviewedItem,
  type BrandPreviewRequest,
} from '../../contract/brand.ts'
import type { Store } from '../../database/store.ts'
import { createBreather } from '../../runtime/breather.ts'
import type { ListeningTools } from '../listening/tools.ts'
import { compileMatcher } from '../matching/matcher.ts'
import { scoreItem } from '../mentions/judge.ts'
import { firstKeptId } from '../mentions/kept.ts'
import { previewedItem } from '../mentions/previewed-item.ts'
import { entersQueue } from '../mentions/priority.ts'
import { checkQueries } from './check-queries.ts'

const mostItems = 20_000
const pageSize = 500
const patienceMs = 4_000
const mostExamples = 20
const dayMs = 86_400_000

type KeptItem = {
  id: number
  title: string
  text: string
  url: string | null
  author: string | null
  language: string | null
  publishedAt: Date | null
  heardAt: Date
  source: string
}

/**
 * What queries would have matched among the items kept, newest first: as many as can be looked at in some seconds, at
 * most 20,000. The reply says how many those were. Nothing is stored.
 * @throws Problem invalid_query
 */
export async function previewBrand(
  store: Store,
  { scorer }: Pick<ListeningTools, 'scorer'>,
  body: BrandPreviewRequest,
): Promise<BrandPreview> {
  const matcher = compileMatcher(
    checkQueries(body.queries).map((query, index) => ({ id: String(index), brandId: '0', query })),
  )
  const threshold = body.queueThreshold ?? defaultQueueThreshold
  const now = new Date()
  const examples: PreviewedItem[] = []
  const seen = { items: 0, matched: 0, queued: 0, oldest: now }

  const breathe = createBreather()
  let before: number | null = null
  let page: KeptItem[]
  do {
    page = await readPage(store, before)
    for (const item of page) {
      await breathe()
      seen.items += 1
      const matches = matcher.match(item)
      if (matches.length === 0) continue
      const { scored } = scoreItem(item, item.source, scorer)
      const queued = entersQueue(scored.score, threshold, item.publishedAt ?? item.heardAt, now)
      seen.matched += 1
      if (queued) seen.queued += 1
      if (examples.length < mostExamples) examples.push(previewedItem(item, matches, scored, queued))
    }
    seen.oldest = page.at(-1)?.heardAt ?? seen.oldest
    before = page.at(-1)?.id ?? before
  } while (page.length > 0 && seen.items < mostItems && Date.now() - now.getTime() < patienceMs)

  return {
    itemsLookedAt: seen.items,
    days: Math.max(0, (now.getTime() - seen.oldest.getTime()) / dayMs),
    matched: seen.matched,
    queued: seen.queued,
    examples,
  }
}

/** The newest items kept with a smaller id than `before`. */
async function readPage(store: Store, before: number | null): Promise<KeptItem[]> {
  const { rows } = await sql<KeptItem>`
    SELECT i.id, i.title, i.text, i.url, i.author, i.language, i.published_at AS "publishedAt",
      i.heard_at AS "heardAt", f.source
    FROM item i JOIN feed f ON f.id = i.feed_id
    WHERE i.id >= ${firstKeptId} AND (${before}::bigint IS NULL OR i.id < ${before})
    ORDER BY i.id DESC LIMIT ${pageSize}`.execute(store.db)
  return rows
}
