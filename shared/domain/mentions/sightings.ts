import { sql, type Transaction } from 'kysely'
import type { Tables } from '../../database/tables.ts'
import { isCopy } from '../stories/is-copy.ts'
import type { Told } from '../stories/telling.ts'
import type { HeardBefore } from './store-mentions.ts'

/** A mention that has been there, and an item that is the same post. */
export type Sighting = { mentionId: number; brandId: number; itemId: number }

/** `alike`: the same post. `others`: entries of that address that say something else. */
export type Compared = { alike: Sighting[]; others: { brandId: number; itemId: number }[] }

/** What is heard, beside a mention that is there with the same identity. */
export type Rivalry = {
  sameFeed: boolean
  /** The known mention has never been in the queue, and for no reason that a person or its author gave. */
  passedOver: boolean
  complains: boolean
  /** What both say; null when that is the same. */
  told: { known: Told; mine: Told } | null
}

/** Of items that made no mention because there is one of the same identity, which are that post. */
export async function compareWithKnown(
  tx: Transaction<Tables>,
  heardBefore: readonly HeardBefore[],
): Promise<Compared> {
  const given = heardBefore.filter(({ identity }) => identity !== null)
  if (given.length === 0) return { alike: [], others: [] }
  const { rows } = await sql<Sighting & Rivalry>`
    SELECT m.id AS "mentionId", m.brand_id AS "brandId", given."itemId", given.complains,
      mine.feed_id = known.feed_id AS "sameFeed",
      (m.state = 'stream' AND m.queued_at IS NULL AND m.author_kind IS NULL AND m.story_id IS NULL
        AND m.corrected_by IS NULL) AS "passedOver",
      CASE WHEN known.deleted_at IS NULL AND (mine.title, mine.text) IS DISTINCT FROM (known.title, known.text)
        THEN json_build_object('known', json_build_object('title', known.title, 'text', known.text),
          'mine', json_build_object('title', mine.title, 'text', mine.text)) END AS told
    FROM json_to_recordset(${JSON.stringify(given)}::json)
      AS given ("brandId" bigint, "itemId" bigint, identity text, complains boolean)
    JOIN mention m ON m.brand_id = given."brandId" AND m.identity = given.identity AND m.item_id <> given."itemId"
    JOIN item known ON known.id = m.item_id JOIN item mine ON mine.id = given."itemId"
    WHERE NOT EXISTS (
      SELECT FROM mention own WHERE own.brand_id = given."brandId" AND own.item_id = given."itemId")`.execute(
    tx,
  )
  return { alike: rows.filter((row) => !isOtherPost(row)), others: rows.filter(isOtherPost) }
}

/**
 * Whoever writes a feed can claim any address, and feeds whose entries all name one page (comments, reviews) must not lose
 * any: within a feed, the same identity with other words is another post; from another feed it is, too, unless it is an
 * edited or shorter copy. A complaint is never a copy of what nobody was asked to look at.
 */
export function isOtherPost({ told, sameFeed, complains, passedOver }: Rivalry): boolean {
  if (complains && passedOver) return true
  return told !== null && (sameFeed || !isCopy(told.known, told.mine))
}

/**
 * Notes where else posts were heard; what was noted before changes nothing. Of a post that its author has deleted, the
 * copy is emptied, too.
 * @returns the mentions that are now seen in more places.
 */
export async function noteSightings(
  tx: Transaction<Tables>,
  sightings: readonly Sighting[],
): Promise<{ id: number; brandId: number }[]> {
  if (sightings.length === 0) return []
  const { rows } = await sql<{ id: number; brandId: number }>`
    WITH noted AS (
      INSERT INTO sighting (mention_id, item_id, feed_id)
      SELECT given."mentionId", item.id, item.feed_id
      FROM json_to_recordset(${JSON.stringify(sightings)}::json) AS given ("mentionId" bigint, "itemId" bigint)
      JOIN item ON item.id = given."itemId"
      ON CONFLICT DO NOTHING RETURNING mention_id, item_id
    ), emptied AS (
      UPDATE item copy SET title = '', text = '', author = NULL, author_url = NULL, media = '[]', engagement = NULL,
        deleted_at = now()
      FROM noted JOIN mention m ON m.id = noted.mention_id JOIN item known ON known.id = m.item_id
      WHERE copy.id = noted.item_id AND known.deleted_at IS NOT NULL
    ), locked AS (
      SELECT m.id, count.places FROM mention m JOIN (
        SELECT mention_id, count(*)::integer AS places FROM noted GROUP BY mention_id
      ) count ON count.mention_id = m.id ORDER BY m.id FOR NO KEY UPDATE OF m
    )
    UPDATE mention m SET sightings = m.sightings + locked.places FROM locked WHERE m.id = locked.id
    RETURNING m.id, m.brand_id AS "brandId"`.execute(tx)
  return rows
}
