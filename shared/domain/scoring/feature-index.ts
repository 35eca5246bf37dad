import { cueIds } from './signs.ts'

/** Words, negated words and pairs of words share this many weights, by hash. */
export const hashedSize = 2 ** 18

const names = [
  'constant', 'positive', 'negative', 'positiveShare', 'negativeShare', 'balance', 'afinnPositive', 'afinnNegative',
  'afinnShare', 'turned', 'mostPositive', 'mostNegative', 'last', 'afterContrast', 'capitals', 'negators', 'questions',
  'bangs', 'length', 'unrated', 'elongated', 'addressed', 'secondPerson', 'numbers', 'urls', 'pictures',
  'plainQuestion', 'praiseInTrouble', 'ellipsis', 'manyTroubles',
] as const // prettier-ignore

/** What else is counted of a text; the cues follow, in their order in signs.ts. */
export const denseNames: readonly string[] = [...names, ...cueIds]
export const denseSize = denseNames.length
/** The place of each among them. */
export const dense = Object.fromEntries(names.map((name, place) => [name, place])) as Record<
  (typeof names)[number],
  number
>
export const firstCue = names.length
/** How many kinds of cue there are. */
export const cueCount = cueIds.length

/** Weights of everything except the words' vectors: the hashed ones, then the dense ones. */
export const featureCount = hashedSize + denseSize
