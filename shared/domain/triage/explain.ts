import { sql, type RawBuilder, type SqlBool } from 'kysely'
import type { PersonRef, Viewer } from '../../contract/person.ts'
import { can, mayTouch, movesFrom } from '../../contract/rights.ts'
import type { MentionState, MoveKind } from '../../contract/triage.ts'
import type { Connection } from '../../database/store.ts'
import { Problem } from '../../runtime/problem.ts'

type Kind = Exclude<MoveKind, 'undo'>
type Standing = { state: MentionState; owner: PersonRef | null; since: Date | null; holds: boolean }

/** What a move asks beside its states and its owner, and what is wrong when that does not hold. */
export type Condition = { holds: RawBuilder<SqlBool>; otherwise: () => Problem }

/** One read after a move changed nothing: who or what stood against it; undefined when nothing does by now. */
export async function explain(
  connection: Connection,
  by: Viewer,
  kind: Kind,
  mentionId: number,
  condition: Condition | undefined,
): Promise<Problem | undefined> {
  const { rows } = await sql<Omit<Standing, 'owner'> & { owner_id: number | null; name: string | null }>`
    SELECT m.state, m.owner_id, p.name, m.claimed_at AS since, ${condition?.holds ?? sql`TRUE`} AS holds
    FROM mention m LEFT JOIN person p ON p.id = m.owner_id WHERE m.id = ${mentionId}`.execute(connection)
  const row = rows[0]
  if (!row) return new Problem('not_found', `There is no mention ${mentionId}.`)
  const owner = row.owner_id === null ? null : { id: row.owner_id, name: row.name ?? '' }
  return refusal(by, kind, { ...row, owner }) ?? (row.holds ? undefined : condition?.otherwise())
}

function refusal(by: Viewer, kind: Kind, { state, owner, since }: Standing): Problem | undefined {
  if (!can(by, 'mention:move')) return new Problem('forbidden', 'Your role does not allow moves on mentions.')
  const held = owner !== null && (state === 'claimed' || state === 'snoozed')
  const mine = owner?.id === by.id
  const allowed = mayTouch(by, kind, { state, ownerId: owner?.id ?? null })
  const facts = { owner, since: since?.toISOString() ?? null }

  if (held && !allowed && !mine && takes.has(kind))
    return new Problem(
      'already_owned',
      `${owner.name} was faster and owns this mention${sinceWhen(since)}.`,
      {
        facts,
      },
    )
  if (held && mine && kind === 'claim' && state === 'claimed')
    return new Problem('already_owned', `You own this mention already${sinceWhen(since)}.`, { facts })
  if (!movesFrom[kind].includes(state)) {
    const byWhom = owner ? ` by ${owner.name}` : ''
    return new Problem(
      'wrong_state',
      `This mention ${standing[state]}${byWhom} and cannot be ${participle[kind]}.`,
      { facts: { state, owner } },
    )
  }
  if (allowed) return undefined
  if (mine) return new Problem('forbidden', 'Hand your mention off instead, so that the reason goes along.')
  return new Problem(
    'not_your_mention',
    owner
      ? `This mention belongs to ${owner.name}: it cannot be ${participle[kind]} by you.`
      : 'Nobody owns this mention: claim it first.',
    { facts },
  )
}

const sinceWhen = (since: Date | null) => (since ? ` since ${since.toISOString()}` : '')

/** Moves for which several people may reach out at the same moment. */
const takes: ReadonlySet<Kind> = new Set<Kind>(['claim', 'assign', 'snooze', 'dismiss'])

const standing: Record<MentionState, string> = {
  stream: 'is in the stream, not in the queue,',
  queued: 'is in the queue',
  claimed: 'is claimed',
  snoozed: 'is snoozed',
  answered: 'was answered',
  dismissed: 'was dismissed',
}

const participle: Record<Kind, string> = {
  queue: 'put into the queue',
  claim: 'claimed',
  assign: 'assigned',
  release: 'released',
  handOff: 'handed off',
  snooze: 'snoozed',
  answer: 'answered',
  dismiss: 'dismissed',
  reopen: 'reopened',
  note: 'annotated',
}
