import type pg from 'pg'
import { sql } from 'kysely'
import type { PersonRole, Viewer } from '../../shared/contract/person.ts'
import type { UrgencyKind } from '../../shared/contract/sentiment.ts'
import type { MentionState } from '../../shared/contract/triage.ts'
import { createDatabase, createPool } from '../../shared/database/connect.ts'
import type { Connection, Store } from '../../shared/database/store.ts'
import { silentLog } from '../../shared/runtime/log.ts'
import { createTestDatabase } from './database.ts'

/** A store on an own, empty database, with what tests fill it with. */
export type TestStore = Store & {
  pool: pg.Pool
  url: string
  /** How many times others were told that something changed. */
  pokes(): number
  close(): Promise<void>
}

export async function openTestStore(max = 10): Promise<TestStore> {
  const { url, drop } = await createTestDatabase()
  const pool = createPool(url, { log: silentLog, max })
  let pokes = 0
  return {
    db: createDatabase(pool),
    poke: () => (pokes += 1),
    pool,
    url,
    pokes: () => pokes,
    async close() {
      await pool.end()
      await drop()
    },
  }
}

export async function addPerson(
  { db }: Store,
  name: string,
  role: PersonRole = 'agent',
): Promise<Viewer & { name: string }> {
  const { id } = await db
    .insertInto('person')
    .values({ name, role, email: `${name.toLowerCase()}@example.org`, password_hash: '-' })
    .returning('id')
    .executeTakeFirstOrThrow()
  return { id, role, name }
}

export async function addBrand({ db }: Store, name: string): Promise<number> {
  const { id } = await db.insertInto('brand').values({ name }).returning('id').executeTakeFirstOrThrow()
  return id
}

export async function addFeed({ db }: Store, url: string, source = 'rss'): Promise<number> {
  const { id } = await db
    .insertInto('feed')
    .values({ url, source, title: url, host: new URL(url).host, config: JSON.stringify({ url }) })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

export type NewMention = {
  brandId: number
  feedId: number
  source?: string
  state?: MentionState
  ownerId?: number | null
  title?: string
  text?: string
  author?: string | null
  authorKey?: string | null
  /** As scored; null: not scored. */
  label?: 'negative' | 'neutral' | 'positive' | null
  urgency?: UrgencyKind[]
  labelIds?: number[]
  publishedAt?: Date
  priorityAt?: Date
  queuedAt?: Date | null
  firstResponseAt?: Date | null
  resolvedAt?: Date | null
  snoozedUntil?: Date | null
  /** Of one whose state is aside: the words of the exclusion. */
  setAside?: string
}

const scores = { negative: -0.5, neutral: 0, positive: 0.5 }
const reasonOf = (kind: UrgencyKind) => ({ kind, text: '', why: kind, field: 'text', start: 0, end: 0 })

/** Adds mentions, each with an own item, as they would be after the moves that lead there; returns their ids. */
export async function addMentions(
  { db }: { db: Connection },
  mentions: readonly NewMention[],
): Promise<number[]> {
  if (mentions.length === 0) return []
  const hour = new Date(Date.now() - 3_600_000)
  const items = await db
    .insertInto('item')
    .values(
      mentions.map((mention) => ({
        feed_id: mention.feedId,
        external_id: crypto.randomUUID(),
        title: mention.title ?? 'A post',
        text: mention.text ?? 'Where is my parcel?',
        author: mention.author ?? null,
        url: 'https://example.org/post',
        published_at: mention.publishedAt ?? hour,
      })),
    )
    .returning('id')
    .execute()
  const rows = mentions.map((mention, index) => {
    const state = mention.state ?? 'queued'
    const publishedAt = mention.publishedAt ?? hour
    const closed = state === 'answered' || state === 'dismissed'
    const label = mention.label === undefined ? 'negative' : mention.label
    return {
      item_id: items[index]!.id,
      brand_id: mention.brandId,
      feed_id: mention.feedId,
      source: mention.source ?? 'rss',
      state,
      owner_id: mention.ownerId ?? null,
      label,
      scored_label: label,
      score: label === null ? null : scores[label],
      p_negative: label === null ? null : (1 - scores[label]) / 2,
      urgency: JSON.stringify(mention.urgency?.map(reasonOf) ?? []),
      label_ids: mention.labelIds ?? [],
      model_version: 'test',
      severity: 1,
      author_key: mention.authorKey ?? null,
      published_at: publishedAt,
      priority_at: mention.priorityAt ?? publishedAt,
      queued_at:
        mention.queuedAt === undefined
          ? state === 'stream' || state === 'aside'
            ? null
            : publishedAt
          : mention.queuedAt,
      claimed_at: mention.ownerId ? publishedAt : null,
      first_response_at: mention.firstResponseAt ?? (state === 'answered' ? new Date() : null),
      resolved_at: mention.resolvedAt ?? (closed ? new Date() : null),
      snoozed_until: mention.snoozedUntil ?? null,
      snoozed_until_activity: state === 'snoozed' && !mention.snoozedUntil,
      dismiss_reason: state === 'dismissed' ? ('other' as const) : null,
      set_aside:
        state === 'aside'
          ? JSON.stringify({ kind: 'exclusion', exclusionId: null, words: mention.setAside ?? 'airbrush' })
          : null,
    }
  })
  const added = await db.insertInto('mention').values(rows).returning('id').execute()
  return added.map(({ id }) => id)
}

/** The change log, history and versions must tell one story, whatever was done. @returns what does not. */
export async function contradictions({ db }: Store): Promise<string[]> {
  const { rows } = await sql<{ problem: string }>`
    SELECT 'brand ' || b.id || ' has revision ' || b.revision || ' but entries ' || coalesce(array_agg(c.revision ORDER BY c.revision)::text, '') AS problem
      FROM brand b LEFT JOIN change c ON c.brand_id = b.id GROUP BY b.id
      HAVING count(c.revision) <> b.revision OR coalesce(min(c.revision), 1) <> 1 OR coalesce(max(c.revision), 0) <> b.revision
    UNION ALL
    SELECT 'mention ' || m.id || ' has version ' || m.version || ' but ' || count(h.id) || ' events' FROM mention m
      LEFT JOIN history h ON h.mention_id = m.id GROUP BY m.id HAVING m.version <> count(h.id) + 1
    UNION ALL
    SELECT 'event ' || id || ' leads to version ' || version_after FROM (
      SELECT id, version_after, row_number() OVER (PARTITION BY mention_id ORDER BY id) + 1 AS expected FROM history
    ) h WHERE version_after <> expected
    UNION ALL
    SELECT 'mention ' || m.id || ' moved ' || count(h.id) || ' times but is logged ' || coalesce(max(logged.times), 0)
      FROM mention m JOIN history h ON h.mention_id = m.id
      LEFT JOIN (SELECT unnest(mention_ids) AS id, count(*) AS times FROM change GROUP BY 1) logged ON logged.id = m.id
      GROUP BY m.id HAVING coalesce(max(logged.times), 0) < count(h.id)
    UNION ALL
    SELECT 'mention ' || m.id || ' repeats ' || first.id || ', which repeats ' || first.story_id FROM mention m
      JOIN mention first ON first.id = m.story_id WHERE first.story_id IS NOT NULL
    UNION ALL
    SELECT 'story ' || m.id || ' has size ' || m.story_size || ' but ' || count(other.id) || ' others' FROM mention m
      LEFT JOIN mention other ON other.story_id = m.id
      WHERE m.story_id IS NULL GROUP BY m.id HAVING m.story_size <> count(other.id) + 1
    UNION ALL
    SELECT 'mention ' || m.id || ' is labelled ' || coalesce(m.label, 'nothing') || ' by person ' || coalesce(m.corrected_by::text, 'nobody')
        || ', but these corrections stand: ' || coalesce(string_agg(c.label, ', '), 'none') FROM mention m
      LEFT JOIN standing_correction c ON c.mention_id = m.id
      WHERE m.corrected_by IS NOT NULL OR c.mention_id IS NOT NULL
      GROUP BY m.id HAVING count(c.mention_id) <> 1 OR max(c.label) <> m.label`.execute(db)
  return rows.map(({ problem }) => problem)
}
