import { readFileSync } from 'node:fs'
import { join } from 'node:path'

/** Numbers of a rating: how good and how bad the word sounds (0…3), then whether it tells of trouble, facts, or a feeling. */
export const ratingSize = 5

export type WordRatings = ReadonlyMap<string, readonly number[]>

const line = /^(\S+)\t(-?[0-3](?:\.\d+)?)([!#@]*)$/
const strongest = 3
const marks = ['!', '#', '@']
/** How much a step of feeling and a mark count beside a word's vector, so that they are learnt in as few rounds. */
const feelingCounts = 5
const markCounts = 4

/**
 * What words say of a writer's feeling in an ordinary post, as this project has rated them (where two or three did: in
 * the mean): lines of a word, a tab, a number from −3 (bad) to 3 (good), and marks: `!` something went wrong, `#` facts,
 * news or plans, `@` somebody's own feeling or opinion. Names of persons, companies, parties, peoples and religions are
 * not rated.
 */
export function readWordRatings(file = join(import.meta.dirname, 'word-ratings.tsv')): WordRatings {
  const ratings = new Map<string, readonly number[]>()
  for (const written of readFileSync(file, 'utf8').split('\n')) {
    if (written === '') continue
    const [, word, feeling, marked] = line.exec(written) ?? []
    const isRating = word !== undefined && Math.abs(Number(feeling)) <= strongest && !ratings.has(word)
    if (!isRating) throw new Error(`This line is no rating of a word that has none: ${written}`)
    const points = Number(feeling) * feelingCounts
    ratings.set(word, [
      Math.max(0, points),
      Math.max(0, -points),
      ...marks.map((mark) => (marked!.includes(mark) ? markCounts : 0)),
    ])
  }
  return ratings
}
