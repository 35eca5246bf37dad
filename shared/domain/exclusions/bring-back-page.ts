import { sql, type Transaction } from 'kysely'
import type { SetAside } from '../../contract/mention.ts'
import type { Tables } from '../../database/tables.ts'
import type { Listening } from '../listening/compiled.ts'
import { mergeChanged } from '../mentions/changed.ts'
import type { Heard } from '../mentions/judge.ts'
import { excludedFrom } from '../mentions/match-item.ts'
import { entersQueueSql } from '../mentions/enters-queue.ts'
import { promoteRepeats } from '../stories/promote-repeats.ts'
import { moveMany } from '../triage/move-many.ts'
import type { OwedExclusion, PageDone } from './owed.ts'

const pageSize = 1000

type Hidden = Heard & { id: number; source: string; storyId: number | null }

/**
 * Brings back what an ended exclusion has set aside: into the queue what would enter it, the rest into the stream. What
 * another active exclusion matches stays aside because of that one.
 */
export async function bringBackPage(
  tx: Transaction<Tables>,
  { id, brandId, owed }: OwedExclusion,
  listening: Listening,
): Promise<PageDone> {
  const page = await readHidden(tx, brandId, id)
  const kept = page.flatMap((mention): { id: number; why: SetAside }[] => {
    const why = excludedFrom(mention, new Set([brandId]), listening).get(brandId)
    return why ? [{ id: mention.id, why }] : []
  })
  const keptIds = new Set(kept.map((one) => one.id))
  const back = page.filter((mention) => !keptIds.has(mention.id))
  await sql`
    UPDATE mention m SET set_aside = given.why
    FROM json_to_recordset(${JSON.stringify(kept)}::json) AS given (id bigint, why jsonb)
    WHERE m.id = given.id`.execute(tx)
  const enters = sql`(m.story_id IS NULL AND (SELECT ${entersQueueSql} FROM brand b WHERE b.id = m.brand_id))`
  const changed = await moveMany(tx, {
    kind: 'bringBack',
    actorId: owed.by,
    which: sql`SELECT m.id, m.owner_id, NULL::bigint AS cause FROM mention m
      WHERE m.id = ANY(${back.map((mention) => mention.id)}::bigint[]) ORDER BY m.id FOR UPDATE`,
    set: sql`state = CASE WHEN ${enters} THEN 'queued' ELSE 'stream' END, set_aside = NULL,
      queued_at = CASE WHEN ${enters} THEN coalesce(m.queued_at, now()) END`,
  })
  const repeats = back.filter(({ storyId }) => storyId !== null).map((mention) => mention.id)
  const last = page.at(-1)
  return {
    changed: mergeChanged(changed, new Map([[brandId, [...keptIds]]]), await promoteRepeats(tx, repeats)),
    // The page is empty of them now: the next one is found in the same way.
    next: last && page.length === pageSize ? { at: new Date(0).toISOString(), id: last.id } : null,
  }
}

/** A page of what it keeps aside and nobody has brought back. */
async function readHidden(tx: Transaction<Tables>, brandId: number, exclusionId: number): Promise<Hidden[]> {
  const { rows } = await sql<Hidden>`
    SELECT m.id, m.source, m.story_id AS "storyId", i.title, i.text, i.author, i.author_url AS "authorUrl", i.url,
      i.media, i.language
    FROM mention m JOIN item i ON i.id = m.item_id
    WHERE m.brand_id = ${brandId} AND m.state = 'aside' AND (m.set_aside ->> 'exclusionId')::bigint = ${exclusionId}
    ORDER BY m.published_at DESC, m.id DESC LIMIT ${pageSize} FOR UPDATE OF m`.execute(tx)
  return rows
}
