/** Of one author, no more mentions are looked at in a stretch of time, so that a flood changes neither sums nor shares. */
const mostOfOne = 3

/** One mention among those of its author. `isFirst`: the author has not said this term in this stretch yet. */
type Voice = { isFirst: (term: string) => boolean }

/**
 * Sees to it that each author counts once. Mentions are to be heard stretch after stretch. Of authors that are not known
 * each counts as another.
 */
export function createVoices(): { hear: (author: string | null, stretch: number) => Voice | null } {
  let current: number | null = null
  const heard = new Map<string, { times: number; terms: Set<string> }>()
  return {
    hear(author, stretch) {
      if (stretch !== current) heard.clear()
      current = stretch
      if (author === null) return unknown
      let own = heard.get(author)
      if (own === undefined) heard.set(author, (own = { times: 0, terms: new Set() }))
      own.times += 1
      if (own.times > mostOfOne) return null
      const { terms } = own
      return {
        isFirst(term) {
          if (terms.has(term)) return false
          terms.add(term)
          return true
        },
      }
    },
  }
}

const unknown: Voice = { isFirst: () => true }
