import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { SentimentLabel } from '../../contract/sentiment.ts'
import type { FoundPhrase } from './brand-phrases.ts'
import { forgetHushed, hush, type BrandStretch } from './brand-words.ts'
import { createLanguageDetector } from './detect.ts'
import { createExplainer, readCues, withBrandWords, type Explanation } from './explain.ts'
import { createLanguageSigns, withoutNames } from './language-signs.ts'
import { createListScorer, type ListScorer } from './list-scorer.ts'
import { createReader, logOdds } from './model.ts'
import type { Scored, Scorer } from './scorer.ts'
import { tokenKinds, type Tokens } from './tokens.ts'
import { believable } from './urgency-reasons.ts'
import { readWeights } from './weights-file.ts'
import { wordLists } from './word-lists.ts'
import about from './weights.json' with { type: 'json' }

const sigmoid = (x: number) => 1 / (1 + Math.exp(-x))
const nothing = { weight: 0, why: '' }

type Told = Pick<Scored, 'contributions' | 'constant' | 'cues' | 'urgency'>
const nothingSaid: readonly FoundPhrase[] = []

/** Log-odds without the brand's phrases, which are told apart. */
type Judgement = {
  negative: number
  positive: number
  brand: readonly BrandStretch[]
  explain(): Explanation
}

const untold: Told = { contributions: [], constant: nothing, cues: [], urgency: [] }

/**
 * From these log-odds on a text is called negative, or positive: about where the mean recall of the three labels is
 * best on the open sets that trained nothing. What is missed costs more than what is shown in vain.
 */
const negativeLimit = -1.1
const positiveLimit = 0

/** Whichever stands further above its limit; neither: neutral. */
function labelOf(negative: number, positive: number): SentimentLabel {
  const bad = negative - negativeLimit
  const good = positive - positiveLimit
  if (bad > 0 && bad >= good) return 'negative'
  return good > 0 ? 'positive' : 'neutral'
}

/** 0 below the limit, from there up to 1 as the probability grows to 1: what is neither good nor bad scores 0. */
function beyond(odds: number, limit: number): number {
  const least = sigmoid(limit)
  return Math.max(0, sigmoid(odds) - least) / (1 - least)
}

/** Whether there is anything to hear: an address or a handle alone says nothing. */
function saysSomething({ kind, count }: Tokens): boolean {
  for (let token = 0; token < count; token++)
    if (kind[token] === tokenKinds.word || kind[token] === tokenKinds.picture) return true
  return false
}

/**
 * The scorer of this version: a linear model over words, lexicons and cues for English, word lists for some other
 * languages; what it cannot judge it does not score. Reads its weights (1.5 MB) from beside this file.
 */
export function createScorer(): Scorer {
  const weights = readWeights(readFileSync(join(import.meta.dirname, 'weights.bin')))
  const reader = createReader(weights.words)
  const { tokens, features, vocabulary } = reader
  const detect = createLanguageDetector()
  const explain = createExplainer(weights)
  const readSigns = createLanguageSigns()
  const lists = new Map(
    Object.entries(wordLists).map(([language, list]) => [language, createListScorer(list)]),
  )
  const modelVersion = `earshot-1/${about.version}`

  const unscored = (language: string | null): Scored => ({
    pNegative: null,
    label: null,
    score: null,
    language,
    supported: false,
    contributions: [],
    constant: nothing,
    cues: [],
    urgency: [],
    modelVersion,
  })

  const scored = (language: string | null, negative: number, positive: number, told: Told): Scored => ({
    pNegative: sigmoid(negative),
    label: labelOf(negative, positive),
    score: beyond(positive, positiveLimit) - beyond(negative, negativeLimit),
    language,
    supported: true,
    ...told,
    modelVersion,
  })

  /** How a text in another language than English sounds, with the brand's phrases that stand in it. */
  function judgeByList(list: ListScorer, text: string, said: readonly FoundPhrase[]): Judgement {
    const brand = hush(tokens, said, list.negation(tokens))
    const { negative, positive, contributions, constant } = list.score(text, tokens)
    return {
      negative,
      positive,
      brand,
      explain: () => withBrandWords(text, { contributions, constant }, brand),
    }
  }

  function judgeEnglish(text: string, said: readonly FoundPhrase[]): Judgement {
    const brand = hush(tokens, said, vocabulary.negation(features.entry))
    if (brand.length > 0) {
      features.extract(tokens)
      forgetHushed(features, tokens)
    }
    const [negative, positive] = logOdds(features, weights)
    return { negative, positive, brand, explain: () => explain(text, reader, brand) }
  }

  return {
    modelVersion,
    score(text, hints = {}) {
      tokens.read(text)
      if (!saysSomething(tokens)) return unscored(null)
      features.extract(tokens)
      const language = detect(text, reader, hints.language)
      const list = language === null || language === 'en' ? null : lists.get(language)
      if (list === undefined) return unscored(language)
      if (language === null && !features.isRated(tokens)) return unscored(null)

      // Read before a brand's words are hushed: who is in danger is so whatever they weigh.
      const signs = hints.explain === false ? null : readSigns(text, tokens, language ?? 'en')
      const said = hints.lexicon?.find(text, tokens) ?? nothingSaid
      const judged = list === null ? judgeEnglish(text, said) : judgeByList(list, text, said)
      const { negative, positive, brand } = judged
      const weight = brand.reduce((sum, one) => sum + one.weight, 0)
      if (signs === null) return scored(language, negative + weight, positive - weight, untold)
      const cues = list === null ? readCues(reader) : signs.cues
      const urgency = believable(
        withoutNames(signs.urgency, said),
        cues,
        labelOf(negative + weight, positive - weight),
      )
      const { contributions, constant } = judged.explain()
      const told = { contributions, constant, cues, urgency }
      return scored(language, negative + weight, positive - weight, told)
    },
  }
}
