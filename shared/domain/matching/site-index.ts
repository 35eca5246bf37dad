import { someDomain, type Address } from './site.ts'
import type { Trigger } from './triggers.ts'

/** Which queries wait for which site. */
export class SiteIndex {
  readonly #waiting = new Map<string, number[]>()

  constructor(triggers: readonly { trigger: Trigger; query: number }[]) {
    for (const { trigger, query } of triggers) {
      if (trigger.kind !== 'site') continue
      const waiting = this.#waiting.get(trigger.host) ?? []
      this.#waiting.set(trigger.host, waiting)
      waiting.push(query)
    }
  }

  get empty(): boolean {
    return this.#waiting.size === 0
  }

  /** Visits the queries that wait for the host or a domain above it, until `visit` returns true; whether it did. */
  some(address: Address | null, visit: (query: number) => boolean): boolean {
    if (address === null) return false
    return someDomain(address.host, (domain) => this.#waiting.get(domain)?.some(visit) === true)
  }
}
