import { z } from 'zod'
import type { SafeHttp } from '../../http.ts'
import { getJson } from '../../json-api.ts'
import type { BlueskyAuthor } from './post.ts'

const profiles = z.object({
  profiles: z.array(z.object({ did: z.string(), handle: z.string(), followersCount: z.number().optional() })),
})

/** So many accounts can be asked for at once. */
const atOnce = 25
const mostKept = 20_000
const keptMs = 12 * 3_600_000
const patienceMs = 4_000
/** A service that did not answer is left alone for so long; posts then name their writers by DID. */
const pauseMs = 60_000

/** Names of accounts, asked for when they are needed and remembered for half a day. */
export class Profiles {
  readonly #known = new Map<string, BlueskyAuthor & { at: number }>()
  #pausedUntil = 0

  /** The account with its handle and followers; with nothing but its DID where the service does not tell in time. */
  async lookUp(
    dids: readonly string[],
    { http, api, signal }: { http: SafeHttp; api: string; signal: AbortSignal },
  ): Promise<Map<string, BlueskyAuthor>> {
    const oldest = Date.now() - keptMs
    const unknown = [...new Set(dids)].filter((did) => (this.#known.get(did)?.at ?? 0) < oldest)
    for (let from = 0; from < unknown.length && Date.now() >= this.#pausedUntil; from += atOnce) {
      try {
        await this.#ask(unknown.slice(from, from + atOnce), { http, api, signal })
      } catch {
        signal.throwIfAborted()
        this.#pausedUntil = Date.now() + pauseMs
      }
    }
    return new Map(dids.map((did) => [did, this.#known.get(did) ?? { did, handle: null, followers: null }]))
  }

  async #ask(
    dids: readonly string[],
    { http, api, signal }: { http: SafeHttp; api: string; signal: AbortSignal },
  ): Promise<void> {
    const query = dids.map((did) => `actors=${encodeURIComponent(did)}`).join('&')
    const { value } = await getJson(http, `${api}/xrpc/app.bsky.actor.getProfiles?${query}`, profiles, {
      signal: AbortSignal.any([signal, AbortSignal.timeout(patienceMs)]),
    })
    const at = Date.now()
    const found = new Map(value.profiles.map((profile) => [profile.did, profile]))
    for (const did of dids) {
      const profile = found.get(did)
      // Accounts that are gone have none; asking again would not help.
      const handle = profile === undefined || profile.handle === 'handle.invalid' ? null : profile.handle
      this.#known.delete(did)
      this.#known.set(did, { did, handle, followers: profile?.followersCount ?? null, at })
    }
    for (const did of this.#known.keys()) {
      if (this.#known.size <= mostKept) break
      this.#known.delete(did)
    }
  }
}
