import { HashTable } from './hash-table.ts'

/** By the hash of a trigger, the queries that wait for it. */
export class WaitingQueries {
  readonly #table: HashTable
  readonly #waiting: number[][]
  /** Triggers that have been met in this round: a word that stands a thousand times wakes its queries once. */
  readonly #met: Uint32Array
  #round = 0

  constructor(waiting: ReadonlyMap<number, number[]>) {
    this.#table = new HashTable([...waiting.keys()])
    this.#waiting = [...waiting.values()]
    this.#met = new Uint32Array(waiting.size)
  }

  get empty(): boolean {
    return this.#waiting.length === 0
  }

  /** Call it before each text. */
  begin(): void {
    if (this.#round === 0xffff_ffff) {
      this.#round = 0
      this.#met.fill(0)
    }
    this.#round++
  }

  /** Visits the queries that wait for the trigger, unless it was met before, until `visit` returns true. */
  some(hash: number, visit: (query: number) => boolean): boolean {
    const found = this.#table.find(hash)
    if (found < 0 || this.#met[found] === this.#round) return false
    this.#met[found] = this.#round
    return this.#waiting[found]!.some(visit)
  }
}
