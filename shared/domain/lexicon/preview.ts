import type { LexiconPreview, LexiconPreviewRequest } from '../../contract/lexicon.ts'
import type { Connection, Store } from '../../database/store.ts'
import { Problem } from '../../runtime/problem.ts'
import { readBrand } from '../brands/list.ts'
import type { Listening, ListeningBrand } from '../listening/compiled.ts'
import type { ListeningTools } from '../listening/tools.ts'
import { judgeItem, type Judgement } from '../mentions/judge.ts'
import { newestMentions } from '../mentions/newest-mentions.ts'
import type { PastMention } from '../mentions/past-mention.ts'
import { textToScore } from '../mentions/score-item.ts'
import { compileBrandLexicon, type BrandWord } from '../scoring/brand-lexicon.ts'
import { Tokens } from '../scoring/tokens.ts'
import { checkPhrase } from './check-phrase.ts'
import { Examples } from './examples.ts'
import { readEntry } from './list.ts'

const aboutNothing = { matchesByBrand: new Map(), asideByBrand: new Map() }

/**
 * What one change of a brand's lexicon would do to its newest mentions that are not set aside: at most 5,000, as far as
 * it gets in some two seconds. Compared are the words that count now with those that would; those of an archived brand
 * count when it is brought back. Nothing is stored.
 * @throws Problem not_found, invalid_request (a phrase that finds nothing)
 */
export async function previewLexicon(
  { db }: Store,
  { listening, scorer }: Pick<ListeningTools, 'listening' | 'scorer'>,
  body: LexiconPreviewRequest,
): Promise<LexiconPreview> {
  if (body.entry) checkPhrase(body.entry.phrase, 'entry/')
  const { brandId } = body
  const all = await listening.read(db)
  const brand = all.brands.get(brandId) ?? (await readArchived(db, brandId))
  const { before, after, moved } = await readWords(db, body)
  const now = new Date()
  const judgeBefore = createJudge(before)
  const judgeAfter = createJudge(after)
  const finder = compileBrandLexicon(moved)
  const tokens = new Tokens()

  /** With the words of the brand that are given, and without labels by rule, which are not asked for. */
  function createJudge(words: readonly BrandWord[]): (mention: PastMention) => Judgement {
    const lexicon = words.length > 0 ? compileBrandLexicon(words) : undefined
    const alone: Listening = {
      ...all,
      brands: new Map([[brandId, { ...brand, lexicon }]]),
      labelling: new Set(),
    }
    const tools = { listening: alone, scorer, now }
    return (mention) => judgeItem(mention, aboutNothing, mention, tools).judgeFor(brandId, mention)
  }

  const found = { lookedAt: 0, found: 0, relabelled: 0, wouldQueue: 0 }
  const examples = new Examples()
  let since: Date | null = null
  for await (const mention of newestMentions(db, brandId)) {
    found.lookedAt += 1
    since = mention.publishedAt
    const { whole, place } = textToScore(mention)
    tokens.read(whole)
    const places = finder.find(whole, tokens)
    if (places.length === 0) continue
    found.found += 1
    const was = judgeBefore(mention)
    const is = judgeAfter(mention)
    const isRelabelled = was.label !== is.label
    const enters = mention.state === 'stream' && mention.storyId === null && is.complains && !was.complains
    if (isRelabelled) found.relabelled += 1
    if (enters) found.wouldQueue += 1
    examples.add({
      mention,
      was,
      is,
      isRelabelled,
      enters,
      spans: places.map(({ start, end }) => place({ start, end })),
    })
  }
  return { ...found, since: since?.toISOString() ?? null, examples: examples.told() }
}

/** What is listened for does not have it. @throws Problem not_found */
async function readArchived(connection: Connection, id: number): Promise<ListeningBrand> {
  const { queueThreshold: threshold, queueUrgent, answerWithinMinutes } = await readBrand(connection, id)
  return { threshold, queueUrgent, answerWithinMinutes, lexicon: undefined }
}

/** The words that count now, those that would, and those in which they differ. */
async function readWords(
  connection: Connection,
  { brandId, entryId, entry }: LexiconPreviewRequest,
): Promise<Record<'before' | 'after' | 'moved', BrandWord[]>> {
  const replaced = entryId === undefined ? null : await readEntry(connection, entryId)
  if (replaced !== null && replaced.brandId !== brandId)
    throw new Problem('not_found', 'This brand has no such entry.')
  const active = await connection
    .selectFrom('lexicon_entry')
    .select(['id', 'phrase', 'weight'])
    .where('brand_id', '=', brandId)
    .where('state', '=', 'active')
    .orderBy('id')
    .execute()
  const after: BrandWord[] = [...active.filter(({ id }) => id !== entryId), ...(entry ? [entry] : [])]
  const removed = active.filter(({ id }) => id === entryId)
  return { before: active, after, moved: [...removed, ...(entry ? [entry] : [])] }
}
