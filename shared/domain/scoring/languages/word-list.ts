/** Words of one language by how they sound. `stem/a,b` stands for stema and stemb; an ending `-` for the stem alone. */
export type WordList = {
  best: string
  good: string
  bad: string
  worst: string
  negators: string
  boosters: string
}

/** Spells out a list's words. */
export function spell(words: string): string[] {
  return words
    .split(/\s+/)
    .filter((word) => word !== '')
    .flatMap((word) => {
      const [stem = '', endings] = word.split('/')
      return endings === undefined
        ? [stem]
        : endings.split(',').map((ending) => (ending === '-' ? stem : stem + ending))
    })
}
