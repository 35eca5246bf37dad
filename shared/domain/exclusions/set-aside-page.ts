import { sql, type Transaction } from 'kysely'
import type { SetAside } from '../../contract/mention.ts'
import type { Tables } from '../../database/tables.ts'
import { Problem } from '../../runtime/problem.ts'
import { compileMatcher, type Matcher } from '../matching/matcher.ts'
import { parseQuery } from '../matching/query.ts'
import { mergeChanged } from '../mentions/changed.ts'
import { nextPlace, readPastMentions } from '../mentions/past-mention.ts'
import type { Scorer } from '../scoring/scorer.ts'
import { promoteRepeats } from '../stories/promote-repeats.ts'
import { moveMany } from '../triage/move-many.ts'
import { lookedBackAt } from './looked-back.ts'
import type { OwedExclusion, PageDone } from './owed.ts'

const pageSize = 1000

/** Only what waits in the stream or unowned in the queue: what people have taken or closed is theirs. */
const untouched = sql<boolean>`m.state IN ('stream', 'queued')`

/** Sets aside what a new exclusion matches on one page of the mentions that are there. */
export async function setAsidePage(
  tx: Transaction<Tables>,
  exclusion: OwedExclusion,
  scorer: Scorer,
): Promise<PageDone> {
  const matcher = readMatcher(exclusion, scorer)
  if (matcher === null) return { changed: new Map(), next: null }
  const { id, brandId, text, owed } = exclusion
  const which = sql<boolean>`${untouched} AND ${lookedBackAt}`
  const page = await readPastMentions(tx, brandId, { which, before: owed.before, limit: pageSize })
  const ids = page.filter((mention) => matcher.match(mention).length > 0).map((mention) => mention.id)
  const why: SetAside = { kind: 'exclusion', exclusionId: id, words: text }
  const changed = await moveMany(tx, {
    kind: 'setAside',
    actorId: owed.by,
    detail: { reason: text },
    which: sql`SELECT m.id, m.owner_id, NULL::bigint AS cause FROM mention m
      WHERE m.id = ANY(${ids}::bigint[]) AND ${untouched} ORDER BY m.id FOR UPDATE`,
    set: sql`state = 'aside', set_aside = ${JSON.stringify(why)}::jsonb`,
  })
  const moved = changed.get(brandId) ?? []
  await sql`UPDATE exclusion SET hidden = hidden + ${moved.length} WHERE id = ${id}`.execute(tx)
  return {
    changed: mergeChanged(changed, await promoteRepeats(tx, moved)),
    next: nextPlace(page, pageSize),
  }
}

/** Null: this version cannot read it, and it finds nothing. */
function readMatcher({ text }: OwedExclusion, { languageOf }: Scorer): Matcher | null {
  try {
    return compileMatcher([{ id: '0', brandId: '0', query: parseQuery(text) }], languageOf)
  } catch (error) {
    if (error instanceof Problem) return null
    throw error
  }
}
