import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { hashWord } from '../word-hash.ts'

/** −1 negative, 0 neutral, 1 positive. */
export type Label = -1 | 0 | 1
export type LabelledText = { text: string; label: Label }
/** Texts of one origin; `importance` weighs each of them in training. */
export type TrainingSet = { name: string; importance: number; texts: LabelledText[] }

/** The open sets whose licences let them train weights that ship; see weights.json for their credits. */
const openSets: readonly [name: string, importance: number][] = [
  ['goemotions_train', 1],
  ['newsmtsc_train', 1],
  ['vader_tweets', 3],
  ['vader_amazon', 3],
  ['vader_movie', 0.7],
  ['vader_nyt', 0.7],
]
const ownImportance = 3

/** `folder`: of JSON lines with `text` and `y`. */
export function readOpenSets(folder: string): TrainingSet[] {
  return openSets.map(([name, importance]) => ({ name, importance, texts: readTexts(folder, name) }))
}

/** One set of such a folder. */
export function readTexts(folder: string, name: string): LabelledText[] {
  return readFileSync(join(folder, `${name}.jsonl`), 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => {
      const { text, y } = JSON.parse(line) as { text: string; y: Label }
      return { text, label: y }
    })
}

const labelOfSign: Record<string, Label> = { '-': -1, '0': 0, '+': 1 }

/** The texts that were written for this project: lines of a sign, a tab and the text. */
export function readOwnTexts(folder = join(import.meta.dirname, 'texts')): TrainingSet {
  const texts = readdirSync(folder)
    .filter((name) => name.endsWith('.tsv'))
    .toSorted()
    .flatMap((name) => readFileSync(join(folder, name), 'utf8').split('\n'))
    .filter((line) => line !== '')
    .map((line) => {
      const label = labelOfSign[line[0] ?? '']
      if (label === undefined || line[1] !== '\t') throw new Error(`This line has no label: ${line}`)
      return { text: line.slice(2), label }
    })
  return { name: 'own', importance: ownImportance, texts }
}

const folds = 10

/** Whether a text is held out: one of ten, by its hash, so that it stays so when others are added. */
export const isHeldOut = ({ text }: LabelledText): boolean => (hashWord(text) >>> 8) % folds === 0
