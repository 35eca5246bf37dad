import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { FoundPhrase } from './brand-phrases.ts'
import { forgetHushed, hush, type BrandStretch } from './brand-words.ts'
import { createLanguageDetector } from './detect.ts'
import { createExplainer, readCues, withBrandWords, type Explanation } from './explain.ts'
import { createLanguageSigns, withoutNames } from './language-signs.ts'
import { soundsOf, type Limits, type Sounds } from './labels.ts'
import { createListScorer, listLimits, type ListScorer } from './list-scorer.ts'
import { createModel, createReader, type LogOdds } from './model.ts'
import { withCues } from './list-cues.ts'
import type { Cue, Scored, Scorer } from './scorer.ts'
import { tokenKinds, type Tokens } from './tokens.ts'
import { believable } from './urgency-reasons.ts'
import { negationOf } from './vocabulary.ts'
import { readWeights } from './weights-file.ts'
import { wordLists } from './word-lists.ts'

/** What the training says about its weights. */
type About = { version: string; limits: Limits }

const sigmoid = (x: number) => 1 / (1 + Math.exp(-x))
/** A probability that is surer than these log-odds says nothing more, and cannot be told from 0 or 1 any more. */
const surest = 15
const nothing = { weight: 0, why: '' }

type Told = Pick<Scored, 'contributions' | 'constant' | 'cues' | 'urgency'>
const nothingSaid: readonly FoundPhrase[] = []

/** Log-odds without the brand's phrases, which are told apart. */
type Judgement = {
  odds: LogOdds
  limits: Limits
  brand: readonly BrandStretch[]
  explain(): Explanation
}

const untold: Told = { contributions: [], constant: nothing, cues: [], urgency: [] }

/** Whether there is anything to hear: an address or a handle alone says nothing. */
function saysSomething({ kind, count }: Tokens): boolean {
  for (let token = 0; token < count; token++)
    if (kind[token] === tokenKinds.word || kind[token] === tokenKinds.picture) return true
  return false
}

/**
 * The scorer of this version: a model over words, lexicons and cues for English, word lists for some other
 * languages; what it cannot judge it does not score.
 * @param folder holds the weights (1.5 MB) and what is told about them; the ones that ship stand beside this file.
 */
export function createScorer(folder = import.meta.dirname): Scorer {
  const weights = readWeights(readFileSync(join(folder, 'weights.bin')))
  const about = JSON.parse(readFileSync(join(folder, 'weights.json'), 'utf8')) as About
  const reader = createReader(weights.words)
  const { tokens, features } = reader
  const detect = createLanguageDetector()
  const model = createModel(weights)
  const explain = createExplainer(model)
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

  const scored = (
    language: string | null,
    negative: number,
    { label, score }: Sounds,
    { contributions, constant, cues, urgency }: Told,
  ): Scored => ({
    pNegative: sigmoid(negative),
    label,
    score,
    language,
    supported: true,
    contributions,
    constant,
    cues,
    urgency,
    modelVersion,
  })

  /** How a text in another language than English sounds, with the brand's phrases that stand in it. */
  function judgeByList(
    list: ListScorer,
    text: string,
    said: readonly FoundPhrase[],
    cues: readonly Cue[],
  ): Judgement {
    const brand = hush(tokens, said, list.negation(tokens))
    const heard = withCues(text, list.score(text, tokens), cues, said)
    const { negative, positive, contributions, constant } = heard
    return {
      odds: { negative, positive, neutral: 0 },
      limits: listLimits,
      brand,
      explain: () => withBrandWords(text, { contributions, constant }, brand),
    }
  }

  function judgeEnglish(text: string, said: readonly FoundPhrase[]): Judgement {
    let brand: readonly BrandStretch[] = []
    if (said.length > 0) {
      brand = hush(tokens, said, negationOf(features.known))
      features.extract(tokens)
      forgetHushed(features, tokens)
    }
    return {
      odds: model.judge(features),
      limits: about.limits,
      brand,
      explain: () => explain(text, reader, brand),
    }
  }

  /** Whether there was anything to read. */
  function read(text: string): boolean {
    tokens.read(text)
    if (!saysSomething(tokens)) return false
    features.extract(tokens)
    return true
  }

  return {
    modelVersion,
    languageOf: (text) => (read(text) ? detect(text, reader) : null),
    score(text, hints = {}) {
      if (!read(text)) return unscored(null)
      const language = detect(text, reader, hints.language)
      const list = language === null || language === 'en' ? null : lists.get(language)
      if (list === undefined) return unscored(language)
      if (language === null && !features.isRated(tokens)) return unscored(null)

      // Read before a brand's words are hushed: who is in danger is so whatever they weigh.
      const signs =
        list === null && hints.explain === false ? null : readSigns(text, tokens, language ?? 'en')
      const said = hints.lexicon?.find(text, tokens) ?? nothingSaid
      const judged =
        list === null ? judgeEnglish(text, said) : judgeByList(list, text, said, signs?.cues ?? [])
      const { odds, limits, brand } = judged
      const weight = brand.reduce((sum, one) => sum + one.weight, 0)
      const unbound = odds.negative + weight
      odds.negative = Math.min(surest, Math.max(-surest, unbound))
      odds.positive -= weight
      odds.neutral -= Math.abs(weight)
      const sounds = soundsOf(odds, limits)
      if (signs === null || hints.explain === false) return scored(language, odds.negative, sounds, untold)
      const cues = list === null ? readCues(reader) : signs.cues
      const urgency = believable(withoutNames(signs.urgency, said), cues, sounds.label)
      const { contributions, constant: rest } = judged.explain()
      const constant = { ...rest, weight: rest.weight + odds.negative - unbound }
      const told = { contributions, constant, cues, urgency }
      return scored(language, odds.negative, sounds, told)
    },
  }
}
