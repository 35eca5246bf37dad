import { sql } from 'kysely'
import type { LexiconOffer } from '../../contract/lexicon.ts'
import type { SentimentLabel } from '../../contract/sentiment.ts'
import type { Store } from '../../database/store.ts'
import { Problem } from '../../runtime/problem.ts'
import type { ListeningTools } from '../listening/tools.ts'
import { textToScore } from '../mentions/score-item.ts'
import { isSamePhrase } from '../scoring/brand-lexicon.ts'
import { offerWord } from '../scoring/offer-word.ts'

/** One word hardly turns a longer text, and to look for it would keep everybody waiting: it is scored some 50 times. */
const longestText = 5_000

type Corrected = {
  brandId: number
  source: string
  title: string
  text: string
  language: string | null
  /** What staff say; null: they have not said. */
  wanted: SentimentLabel | null
  /** The brand's entries, proposed ones included. */
  phrases: string[]
}

/**
 * For a mention whose label staff have corrected: the entry with which the scorer would have given theirs. Null when no
 * one word would, the text is long, or the brand has an entry for it: one place for each word.
 * @throws Problem not_found
 */
export async function offerLexicon(
  { db }: Store,
  { listening, scorer }: Pick<ListeningTools, 'listening' | 'scorer'>,
  mentionId: number,
): Promise<LexiconOffer | null> {
  const { rows } = await sql<Corrected>`
    SELECT m.brand_id AS "brandId", m.source, i.title, i.text, i.language,
      CASE WHEN m.corrected_by IS NOT NULL THEN m.label END AS wanted,
      ARRAY(SELECT phrase FROM lexicon_entry WHERE brand_id = m.brand_id) AS phrases
    FROM mention m JOIN item i ON i.id = m.item_id WHERE m.id = ${mentionId}`.execute(db)
  const [mention] = rows
  if (!mention) throw new Problem('not_found', `There is no mention ${mentionId}.`)
  const { brandId, source, language, wanted, phrases } = mention
  if (wanted === null) return null
  const lexicon = (await listening.read(db)).brands.get(brandId)?.lexicon
  const hints = { source, ...(language !== null && { language }), ...(lexicon && { lexicon }) }
  const { whole } = textToScore(mention)
  const offer = whole.length <= longestText ? offerWord(scorer, whole, hints, wanted) : null
  return offer && !phrases.some((phrase) => isSamePhrase(phrase, offer.phrase)) ? offer : null
}
