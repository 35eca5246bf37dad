import { sql } from 'kysely'
import type { SentimentLabel } from '../../shared/contract/sentiment.ts'
import type { Store } from '../../shared/database/store.ts'
import { addMentions, type NewMention } from './store.ts'

/** A mention as the scorer judged it, and what staff made of it. */
export type Judged = NewMention & {
  score?: number | null
  pNegative?: number | null
  language?: string | null
  heardAt?: Date
  /** Given by staff; undefined: nobody has said how it sounds. */
  correctedTo?: SentimentLabel
  correctedAt?: Date
  /** It stands in a daily sample of this day, for so many. */
  sample?: { day: string; standsFor: number }
  authorKind?: 'staff' | null
  storyId?: number | null
}

/** Adds mentions as scoring, samples and corrections leave them, by one person, without the moves; returns their ids. */
export async function addJudged(
  store: Store,
  personId: number,
  mentions: readonly Judged[],
): Promise<number[]> {
  const ids = await addMentions(store, mentions)
  const rows = mentions.map((one, index) => ({
    id: ids[index],
    score: one.score === undefined ? (one.label === null ? null : -0.5) : one.score,
    p_negative: one.pNegative ?? null,
    language: one.language ?? null,
    heard_at: one.heardAt ?? new Date(),
    corrected_to: one.correctedTo ?? null,
    corrected_at: one.correctedAt ?? new Date(),
    day: one.sample?.day ?? null,
    stands_for: one.sample?.standsFor ?? null,
    author_kind: one.authorKind ?? null,
    story_id: one.storyId ?? null,
    queued_by_itself: one.queuedAt === undefined && one.state !== 'stream' && one.state !== 'aside',
  }))
  await sql`
    WITH given AS MATERIALIZED (
      SELECT * FROM json_to_recordset(${JSON.stringify(rows)}::json) AS given (
        id bigint, score real, p_negative real, language text, heard_at timestamptz, corrected_to text,
        corrected_at timestamptz, day date, stands_for real, author_kind text, story_id bigint, queued_by_itself boolean)
    ), updated AS (
      UPDATE mention m SET score = given.score, p_negative = given.p_negative, language = given.language,
        heard_at = given.heard_at, queued_at = CASE WHEN queued_by_itself THEN given.heard_at ELSE m.queued_at END,
        label = coalesce(corrected_to, m.label), author_kind = given.author_kind, story_id = given.story_id,
        corrected_by = CASE WHEN corrected_to IS NOT NULL THEN ${personId}::bigint END,
        corrected_at = CASE WHEN corrected_to IS NOT NULL THEN given.corrected_at END
      FROM given WHERE given.id = m.id
      RETURNING m.id, m.brand_id, m.scored_label, m.source, m.model_version
    ), drawn AS (
      INSERT INTO sample (mention_id, brand_id, day, stands_for)
      SELECT id, brand_id, day, stands_for FROM given JOIN updated USING (id) WHERE day IS NOT NULL
    ), event AS (
      INSERT INTO history (mention_id, actor_id, kind, version_after, at)
      SELECT id, ${personId}, 'correct', 2, corrected_at FROM given WHERE corrected_to IS NOT NULL
      RETURNING id, mention_id
    )
    INSERT INTO correction (history_id, mention_id, brand_id, person_id, at, label, scored_label, score, p_negative,
      model_version, language, source, sampled)
    SELECT event.id, given.id, brand_id, ${personId}, corrected_at, corrected_to, scored_label, score, p_negative,
      model_version, language, source, day IS NOT NULL
    FROM event JOIN given ON given.id = event.mention_id JOIN updated ON updated.id = given.id`.execute(
    store.db,
  )
  return ids
}
