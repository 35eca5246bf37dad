import type { RescoredMention } from '../../contract/lexicon.ts'
import type { Span } from '../../contract/sentiment.ts'
import type { Judgement } from '../mentions/judge.ts'
import { previewedItem } from '../mentions/previewed-item.ts'
import type { PastMention } from '../mentions/past-mention.ts'

const mostExamples = 20

/** A mention with a phrase in it, as it is judged now and as it would be. */
type Rescored = {
  mention: PastMention
  was: Judgement
  is: Judgement
  isRelabelled: boolean
  enters: boolean
  /** Where the phrase stands. */
  spans: Span[]
}

/** Keeps the examples that say most: labels that change first, then by how far the score moves, then the newest. */
export class Examples {
  #kept: Rescored[] = []

  add(one: Rescored): void {
    this.#kept.push(one)
    if (this.#kept.length > 10 * mostExamples) this.#keepBest()
  }

  told(): RescoredMention[] {
    this.#keepBest()
    return this.#kept.map(({ mention, was, is, enters, spans }) => ({
      id: mention.id,
      ...previewedItem(mention, [{ spans }], heardAs(is), mention.neededAnswer || enters),
      before: heardAs(was),
      after: heardAs(is),
    }))
  }

  #keepBest(): void {
    const moved = ({ was, is }: Rescored) => Math.abs((is.scored.score ?? 0) - (was.scored.score ?? 0))
    this.#kept = this.#kept
      .toSorted((a, b) => Number(b.isRelabelled) - Number(a.isRelabelled) || moved(b) - moved(a))
      .slice(0, mostExamples)
  }
}

const heardAs = ({ scored, label }: Judgement) => ({ score: scored.score, label })
