import { sql, type RawBuilder, type SqlBool } from 'kysely'
import type { PersonRef, Viewer } from '../../contract/person.ts'
import { can, mayTouch, movesFrom } from '../../contract/rights.ts'
import type { MentionState, MoveKind } from '../../contract/triage.ts'
import { Problem } from '../../runtime/problem.ts'

type Kind = Exclude<MoveKind, 'undo'>
/** How a mention stands, as JSON. `holds` tells of the move's condition. */
export type Standing = {
  state: MentionState
  ownerId: number | null
  ownerName: string | null
  since: string | null
  holds: boolean
}

/** What a move asks beside its states and its owner, and what is wrong when that does not hold. */
export type Condition = { holds: RawBuilder<SqlBool>; otherwise: () => Problem }

/** Selects the `Standing` of a mention. */
export const standingSql = (mentionId: number, condition: Condition | undefined) => sql`
  SELECT m.state, m.owner_id AS "ownerId", p.name AS "ownerName", m.claimed_at AS since,
    ${condition?.holds ?? sql`TRUE`} AS holds
  FROM mention m LEFT JOIN person p ON p.id = m.owner_id WHERE m.id = ${mentionId}`

/** Who or what stands against a move; undefined when nothing does. */
export function explain(
  by: Viewer,
  kind: Kind,
  mentionId: number,
  standing: Standing | null,
  condition: Condition | undefined,
): Problem | undefined {
  if (!standing) return new Problem('not_found', `There is no mention ${mentionId}.`)
  return refusal(by, kind, standing) ?? (standing.holds ? undefined : condition?.otherwise())
}

function refusal(
  by: Viewer,
  kind: Kind,
  { state, ownerId, ownerName, ...more }: Standing,
): Problem | undefined {
  if (!can(by, 'mention:move')) return new Problem('forbidden', 'Your role does not allow moves on mentions.')
  const owner: PersonRef | null = ownerId === null ? null : { id: ownerId, name: ownerName ?? '' }
  const since = more.since === null ? null : new Date(more.since).toISOString()
  const held = owner !== null && (state === 'claimed' || state === 'snoozed')
  const mine = ownerId === by.id
  const allowed = mayTouch(by, kind, { state, ownerId })
  const facts = { owner, since }

  if (held && !allowed && !mine && takes.has(kind))
    return new Problem(
      'already_owned',
      `${owner.name} was faster and owns this mention${sinceWhen(since)}.`,
      { facts },
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

const sinceWhen = (since: string | null) => (since ? ` since ${since}` : '')

/** Moves for which several people may reach out at the same moment. */
const takes: ReadonlySet<Kind> = new Set<Kind>(['claim', 'assign', 'snooze', 'dismiss'])

const standing: Record<MentionState, string> = {
  stream: 'is in the stream, not in the queue,',
  queued: 'is in the queue',
  claimed: 'is claimed',
  snoozed: 'is snoozed',
  answered: 'was answered',
  dismissed: 'was dismissed',
  aside: 'is set aside',
}

const participle: Record<Kind, string> = {
  queue: 'put into the queue',
  bringBack: 'brought back',
  claim: 'claimed',
  assign: 'assigned',
  release: 'released',
  handOff: 'handed off',
  snooze: 'snoozed',
  answer: 'answered',
  dismiss: 'dismissed',
  reopen: 'reopened',
  note: 'annotated',
  correct: 'corrected',
}
