import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { expectedCard } from '../../../client/features/triage/expected-card.ts'
import type { PlannedMove } from '../../../client/lib/send-move.ts'
import type { MentionCard } from '../../../shared/contract/mention.ts'
import type { Viewer } from '../../../shared/contract/person.ts'
import { canMove, movesFrom } from '../../../shared/contract/rights.ts'
import { mentionStates, type MentionState } from '../../../shared/contract/triage.ts'
import { readMention } from '../../../shared/domain/mentions/detail.ts'
import type { Move } from '../../../shared/domain/triage/move.ts'
import { moves } from '../../../shared/domain/triage/moves.ts'
import {
  addBrand,
  addFeed,
  addMentions,
  addPerson,
  openTestStore,
  type TestStore,
} from '../../support/store.ts'

const owned: readonly MentionState[] = ['claimed', 'snoozed', 'answered']

let store: TestStore
let ana: Viewer & { name: string }
let ben: Viewer & { name: string }
let place: { brandId: number; feedId: number }

beforeAll(async () => {
  store = await openTestStore()
  ana = await addPerson(store, 'Ana', 'agent')
  ben = await addPerson(store, 'Ben', 'agent')
  place = {
    brandId: await addBrand(store, 'Acme'),
    feedId: await addFeed(store, 'https://acme.example/feed'),
  }
})
afterAll(() => store.close())

const planned = (): PlannedMove[] => [
  { kind: 'queue', body: {} },
  { kind: 'bringBack', body: {} },
  { kind: 'claim', body: {} },
  { kind: 'assign', body: { personId: ben.id } },
  { kind: 'release', body: {} },
  { kind: 'handOff', body: { personId: ben.id, reason: 'Knows the depot' } },
  { kind: 'snooze', body: { until: new Date(Date.now() + 3_600_000).toISOString() } },
  { kind: 'snooze', body: { untilActivity: true } },
  { kind: 'answer', body: { text: 'We are sorry.' } },
  { kind: 'dismiss', body: { reason: 'spam' } },
  { kind: 'reopen', body: {} },
  { kind: 'note', body: { text: 'Known customer' } },
  { kind: 'correct', body: { label: 'negative' } },
  { kind: 'correct', body: { label: 'positive' } },
]

/**
 * A card without the times that only a clock decides: whether they are set is what a screen shows. How severe a corrected
 * one is, and so its place in the queue, only the server knows.
 */
function shape(card: MentionCard, kind: PlannedMove['kind']): unknown {
  const set = (moment: string | null): boolean => moment !== null
  const { queuedAt, claimedAt, firstResponseAt, resolvedAt, severity, priorityAt, sentiment, ...rest } = card
  return {
    ...rest,
    ...(kind !== 'correct' && { severity, priorityAt }),
    sentiment: { ...sentiment, corrected: sentiment.corrected?.by ?? null },
    queuedAt: set(queuedAt),
    claimedAt: set(claimedAt),
    firstResponseAt: set(firstResponseAt),
    resolvedAt: set(resolvedAt),
  }
}

async function mentionIn(state: MentionState): Promise<MentionCard> {
  const ownerId = owned.includes(state) ? ana.id : null
  const [id] = await addMentions(store, [{ ...place, state, ownerId }])
  return (await readMention(store, ana, id!)).card
}

describe('the card that a screen expects of a move', () => {
  for (const state of mentionStates) {
    it(`from ${state} is the one that the server makes`, async () => {
      let tried = 0
      for (const move of planned()) {
        const card = await mentionIn(state)
        const movable = { state: card.state, ownerId: card.owner?.id ?? null }
        if (!movesFrom[move.kind].includes(state) || !canMove(ana, move.kind, movable)) continue
        const make = moves[move.kind] as Move<typeof move.kind>
        const made = await make(store, ana, card.id, move.body as never, undefined)
        const expected = expectedCard(card, move, ana, [ana, ben], new Date())
        expect(shape(expected, move.kind), `${move.kind} from ${state}`).toEqual(shape(made.card, move.kind))
        tried++
      }
      expect(tried).toBeGreaterThanOrEqual(2)
    })
  }
})
