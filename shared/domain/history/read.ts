import { sql } from 'kysely'
import type { HistoryEvent } from '../../contract/mention.ts'
import type { PersonRef } from '../../contract/person.ts'
import type { SentimentLabel } from '../../contract/sentiment.ts'
import type { Connection } from '../../database/store.ts'

/** What moves write beside an event; names and texts are looked up when it is read. */
type StoredDetail = {
  toId?: number
  fromId?: number
  reason?: string
  comment?: string
  until?: string
  untilActivity?: boolean
  mentionId?: number
  label?: SentimentLabel | null
}

type Row = {
  id: number
  at: Date
  kind: HistoryEvent['kind']
  actor: PersonRef | null
  detail: StoredDetail
  to: PersonRef | null
  from: PersonRef | null
  text: string | null
  reply_url: string | null
  undone: string | null
  was: SentimentLabel | null
  taken_back: boolean
}

/**
 * What happened to a mention, oldest first, beginning with the moment it was heard (id 0). The texts of answers and notes
 * that were taken back are not shown. Empty when there is no such mention.
 */
export async function readHistory(connection: Connection, mentionId: number): Promise<HistoryEvent[]> {
  const { rows } = await sql<Row>`
    SELECT 0 AS id, m.heard_at AS at, 'heard' AS kind, NULL::json AS actor, '{}'::jsonb AS detail, NULL::json AS to,
      NULL::json AS from, NULL AS text, NULL AS reply_url, NULL AS undone, NULL AS was,
      FALSE AS taken_back
    FROM mention m WHERE m.id = ${mentionId}
    UNION ALL (
      SELECT h.id, h.at, h.kind, ${ref('actor')}, h.detail, ${ref('receiver')}, ${ref('giver')},
        coalesce(a.text, n.text), a.reply_url, undone.kind, h.before ->> 'label',
        undo.id IS NOT NULL
      FROM history h
      LEFT JOIN person actor ON actor.id = h.actor_id
      LEFT JOIN person receiver ON receiver.id = (h.detail ->> 'toId')::bigint
      LEFT JOIN person giver ON giver.id = (h.detail ->> 'fromId')::bigint
      LEFT JOIN answer a ON a.mention_id = h.mention_id AND a.history_id = h.id AND a.withdrawn_at IS NULL
      LEFT JOIN note n ON n.mention_id = h.mention_id AND n.history_id = h.id AND n.withdrawn_at IS NULL
      LEFT JOIN history undone ON undone.id = h.undoes_id
      LEFT JOIN history undo ON undo.undoes_id = h.id
      WHERE h.mention_id = ${mentionId} ORDER BY h.id
    )
    ORDER BY id`.execute(connection)
  return rows.map(toEvent)
}

const ref = (person: string) =>
  sql`CASE WHEN ${sql.ref(`${person}.id`)} IS NOT NULL
    THEN json_build_object('id', ${sql.ref(`${person}.id`)}, 'name', ${sql.ref(`${person}.name`)}) END`

function toEvent(row: Row): HistoryEvent {
  const { reason, comment, until, untilActivity, mentionId, label } = row.detail
  return {
    id: row.id,
    at: row.at.toISOString(),
    kind: row.kind,
    actor: row.actor,
    detail: {
      ...(row.to && { to: row.to }),
      ...(row.from && { from: row.from }),
      ...(reason !== undefined && { reason }),
      ...(comment !== undefined && { comment }),
      ...(until !== undefined && { until }),
      ...(untilActivity !== undefined && { untilActivity }),
      ...(row.text !== null && { text: row.text }),
      ...(row.reply_url !== null && { replyUrl: row.reply_url }),
      ...(row.undone !== null && { undone: row.undone }),
      ...(mentionId !== undefined && { mentionId }),
      ...(label !== undefined && { label, was: row.was }),
    },
    takenBack: row.taken_back,
  }
}
