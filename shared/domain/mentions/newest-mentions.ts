import { sql, type RawBuilder, type SqlBool } from 'kysely'
import type { Connection } from '../../database/store.ts'
import { createBreather } from '../../runtime/breather.ts'
import { nextPlace, readPastMentions, type PastMention } from './past-mention.ts'
import type { Place } from './place.ts'

/** Few enough that a page of the longest texts there are is read and judged in a fraction of a second. */
const pageSize = 100

/** `within`: which of a brand's mentions, as `m`. No more than `most`, and as many as can be looked at in so long. */
type Extent = { within?: RawBuilder<SqlBool>; most?: number; patienceMs?: number }

/**
 * What previews look at: a brand's newest mentions that are not set aside, newest first. Between them others are let run.
 * By default at most 5,000, as far as one gets in 1.5 seconds, so that a preview that scores answers within some two.
 */
export async function* newestMentions(
  connection: Connection,
  brandId: number,
  { within = sql<boolean>`TRUE`, most = 5_000, patienceMs = 1_500 }: Extent = {},
): AsyncGenerator<PastMention> {
  const which = sql<boolean>`m.state <> 'aside' AND ${within}`
  const until = performance.now() + patienceMs
  const breathe = createBreather()
  let before: Place | null = null
  let seen = 0
  do {
    const page = await readPastMentions(connection, brandId, { which, before, limit: pageSize })
    for (const mention of page) {
      await breathe()
      yield mention
    }
    seen += page.length
    before = nextPlace(page, pageSize)
  } while (before !== null && seen < most && performance.now() < until)
}
