import type { BrandPreview, BrandPreviewRequest, PreviewedItem } from '../../contract/brand.ts'
import type { Connection, Store } from '../../database/store.ts'
import { createBreather } from '../../runtime/breather.ts'
import { Problem } from '../../runtime/problem.ts'
import type { ListeningBrand } from '../listening/compiled.ts'
import { newBrand } from '../listening/listening-for.ts'
import type { ListeningTools } from '../listening/tools.ts'
import { compileMatcher, type CompilableQuery } from '../matching/matcher.ts'
import { parseQuery } from '../matching/query.ts'
import { judgeByRules } from '../mentions/judge-previewed.ts'
import { keptPages, type KeptItem } from '../mentions/kept-pages.ts'
import { previewedItem } from '../mentions/previewed-item.ts'
import { Complaints } from '../mentions/queue-entries.ts'
import { checkQueries } from './check-queries.ts'
import { readBrand } from './list.ts'

const mostItems = 20_000
const patienceMs = 4_000
const mostExamples = 20
const dayMs = 86_400_000

/** The queries of the request, and those of the saved brand that it is compared with: two brands of one matcher. */
const asked = 'asked'
const saved = 'saved'

/**
 * What queries would have matched among the items kept, newest first, and what that would win or lose against the
 * saved brand: as many items as can be looked at in some seconds, at most 20,000. The reply says how many those were. The
 * queue is counted as if they were heard now, one after the other, along with what the brand's own feeds bring; that of
 * the saved brand, by the threshold that is saved, says which lost ones would have been in it. Nothing is stored.
 * @throws Problem invalid_query; not_found when there is no such brand
 */
export async function previewBrand(
  store: Store,
  { scorer, listening: reader }: Pick<ListeningTools, 'scorer' | 'listening'>,
  body: BrandPreviewRequest,
): Promise<BrandPreview> {
  const queries = checkQueries(body.queries).map((query, index) => ({
    id: String(index),
    brandId: asked,
    query,
  }))
  const before = body.brandId === undefined ? null : await savedQueries(store.db, body.brandId)
  const matcher = compileMatcher([...queries, ...(before ?? [])], scorer.languageOf)
  const now = new Date()
  // Its words, its exclusions and our own accounts are as they are.
  const present = await reader.read(store.db)
  const id = body.brandId ?? 0
  const savedBrand = present.brands.get(id) ?? newBrand
  const askedBrand = { ...savedBrand, ...wished(body) }
  const tools = { listening: { ...present, brands: new Map([[id, savedBrand]]) }, scorer, now }

  const found = { matched: new Tally(), won: new Tally(), lost: new Tally() }
  const complaints = { asked: new Complaints(), saved: new Complaints() }
  /** Complaints that the brand's feeds bring and no query of the request matches. */
  const unmatched = new Set<number>()
  const matchedByQuery = queries.map(() => 0)
  function judge(item: KeptItem): void {
    const all = matcher.match(item)
    // What a feed of the brand brings is the brand's, whatever the queries say.
    const given = before !== null && item.givenTo === body.brandId
    if (all.length === 0 && !given) return
    const matches = all.filter((match) => match.brandId === asked)
    for (const { queryId } of matches) matchedByQuery[Number(queryId)]! += 1
    const isMatched = matches.length > 0
    const isSaved = given || matches.length < all.length
    const heard = { ...item, publishedAt: item.publishedAt ?? item.heardAt }
    const { scored, entersBy } = judgeByRules(heard, id, tools)
    if ((isMatched || given) && entersBy(askedBrand)) {
      complaints.asked.add(item)
      if (!isMatched) unmatched.add(item.id)
    }
    if (isSaved && entersBy(savedBrand)) complaints.saved.add(item)
    if (isMatched) {
      const show = () => previewedItem(item, matches, scored, entersBy(askedBrand))
      found.matched.add(item.id, show)
      if (before !== null && !isSaved) found.won.add(item.id, show)
    } else if (!given) found.lost.add(item.id, () => previewedItem(item, all, scored, entersBy(savedBrand)))
  }

  const looked = await lookThrough(store, now, judge)
  const entries = await complaints.asked.entries(id)
  const matched = found.matched.told(entries.ids)
  // Only lost ones are told of it.
  const savedEntries = found.lost.needsAnswer ? await complaints.saved.entries(id) : null
  return {
    ...looked,
    matched: matched.count,
    queued: [...entries.ids].filter((one) => !unmatched.has(one)).length,
    queuedAtMost: entries.atMost || savedEntries?.atMost === true,
    matchedByQuery,
    examples: matched.examples,
    won: before && found.won.told(entries.ids),
    lost: before && found.lost.told(savedEntries?.ids),
  }
}

function wished({ queueThreshold, queueUrgent }: BrandPreviewRequest): Partial<ListeningBrand> {
  return {
    ...(queueThreshold !== undefined && { threshold: queueThreshold }),
    ...(queueUrgent !== undefined && { queueUrgent }),
  }
}

/** Counts items and keeps the first of them as examples. */
class Tally {
  #count = 0
  readonly #examples: { id: number; shown: PreviewedItem }[] = []

  add(id: number, show: () => PreviewedItem): void {
    this.#count += 1
    if (this.#examples.length < mostExamples) this.#examples.push({ id, shown: show() })
  }

  /** Whether one of the examples complains. */
  get needsAnswer(): boolean {
    return this.#examples.some(({ shown }) => shown.queued)
  }

  /** @param entries the ids of those that would be in the queue; when none is given, none of these complains. */
  told(entries?: ReadonlySet<number>): { count: number; examples: PreviewedItem[] } {
    const examples = this.#examples.map(({ id, shown }) =>
      entries ? { ...shown, queued: entries.has(id) } : shown,
    )
    return { count: this.#count, examples }
  }
}

/** A saved query that this version cannot read finds nothing now, and so is compared as nothing. */
async function savedQueries(connection: Connection, brandId: number): Promise<CompilableQuery[]> {
  const { queries } = await readBrand(connection, brandId)
  return queries.flatMap(({ id, text }) => {
    try {
      return [{ id: String(id), brandId: saved, query: parseQuery(text) }]
    } catch (error) {
      if (error instanceof Problem) return []
      throw error
    }
  })
}

async function lookThrough(
  store: Store,
  now: Date,
  judge: (item: KeptItem) => void,
): Promise<{ itemsLookedAt: number; days: number }> {
  const breathe = createBreather()
  let items = 0
  let oldest = now
  for await (const page of keptPages(store.db)) {
    for (const item of page) {
      await breathe()
      judge(item)
    }
    items += page.length
    oldest = page.at(-1)?.heardAt ?? oldest
    if (items >= mostItems || Date.now() - now.getTime() > patienceMs) break
  }
  return { itemsLookedAt: items, days: Math.max(0, (now.getTime() - oldest.getTime()) / dayMs) }
}
