import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cardsOf, toCachedPage, type CachedList } from '../../../client/live/list.ts'
import { catchUp, emptyLog, reach, remember, type LiveLog } from '../../../client/live/log.ts'
import { applyChange } from '../../../client/live/reducer.ts'
import type { Change } from '../../../shared/contract/events.ts'
import { compareInLane } from '../../../shared/contract/lane.ts'
import { mentionFilter, type MentionFilter } from '../../../shared/contract/mention.ts'
import { cardWith, ServerModel, viewerId } from './server-model.ts'

const pageSize = 4
const states = ['stream', 'queued', 'claimed', 'snoozed', 'answered', 'dismissed', 'aside'] as const

const aMove = fc.record({
  kind: fc.constant('move' as const),
  id: fc.integer({ min: 1, max: 24 }),
  state: fc.constantFrom(...states),
  ownerId: fc.constantFrom(1, 2),
  minute: fc.integer({ min: 0, max: 30 }),
})
const filters = fc.constantFrom<MentionFilter[]>(
  mentionFilter.parse({ lane: 'queue' }),
  mentionFilter.parse({ lane: 'mine' }),
  mentionFilter.parse({ lane: 'claimed', brandId: 1 }),
  mentionFilter.parse({ lane: 'stream' }),
  mentionFilter.parse({ lane: 'stream', brandId: 2 }),
)
const aStep = fc.oneof(
  { weight: 8, arbitrary: aMove },
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('deliver' as const), which: fc.nat(9) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('drop' as const), which: fc.nat(9) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('repeat' as const), which: fc.nat(9) }) },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant('ask' as const), pages: fc.integer({ min: 1, max: 3 }) }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('askMore' as const) }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('land' as const) }) },
)
type Move = typeof aMove extends fc.Arbitrary<infer M> ? M : never
type Step = typeof aStep extends fc.Arbitrary<infer S> ? S : never

/** A page in a browser: one list, the log it heard, and replies that are on their way. */
class ClientModel {
  list: CachedList
  log: LiveLog = emptyLog
  refetches = 0
  private onTheWay: CachedList[] = []
  private readonly scope: { filter: MentionFilter; viewerId: number }
  private readonly server: ServerModel

  constructor(server: ServerModel, filter: MentionFilter) {
    this.server = server
    this.scope = { filter, viewerId }
    this.list = this.fetchPages(2)
  }

  hear(change: Change): void {
    this.log = remember(this.log, change)
    this.take(applyChange(this.list, this.scope, change))
  }

  ask(pages: number): void {
    this.onTheWay.push(this.fetchPages(pages))
  }

  askMore(): void {
    const cursor = this.list.pages.at(-1)?.nextCursor ?? null
    if (cursor !== null) this.onTheWay.push(this.withPage(this.list, cursor))
  }

  land(): void {
    const landed = this.onTheWay.shift()
    if (landed === undefined) return
    this.list = landed
    this.take(catchUp(landed, this.scope, this.log))
  }

  /** What the next `revisions` of the server leads to, once replies have landed. */
  settle(): void {
    while (this.onTheWay.length > 0) this.land()
    this.log = reach(this.log, this.server.revisions)
    const caughtUp = catchUp(this.list, this.scope, this.log)
    this.list = caughtUp === 'refetch' ? this.refetch() : caughtUp
  }

  private refetch(): CachedList {
    const again = catchUp(this.fetchPages(this.list.pages.length), this.scope, this.log)
    if (again === 'refetch') throw new Error('a fresh snapshot misses nothing')
    return again
  }

  private take(next: CachedList | 'refetch'): void {
    if (next === 'refetch') this.refetches++
    else this.list = next
  }

  private fetchPages(count: number): CachedList {
    const first = toCachedPage(this.server.page(this.scope.filter, null, pageSize))
    let list: CachedList = { pages: [first], pageParams: [null] }
    for (let page = 1; page < count; page++) {
      const cursor = list.pages.at(-1)?.nextCursor ?? null
      if (cursor !== null) list = this.withPage(list, cursor)
    }
    return list
  }

  private withPage(list: CachedList, cursor: string): CachedList {
    const page = toCachedPage(this.server.page(this.scope.filter, cursor, pageSize))
    return { pages: [...list.pages, page], pageParams: [...list.pageParams, cursor] }
  }
}

/** What a fresh page would show of the part that the client has loaded. */
function loadedPart(server: ServerModel, client: ClientModel, filter: MentionFilter) {
  const tail = client.list.pages.at(-1)?.tail ?? null
  return server.list(filter).filter((card) => tail === null || compareInLane(filter.lane, card, tail) <= 0)
}

function start(filter: MentionFilter): { server: ServerModel; client: ClientModel } {
  const server = new ServerModel()
  for (let id = 1; id <= 14; id++) server.move(cardWith({ id, brandId: (id % 2) + 1 }))
  return { server, client: new ClientModel(server, filter) }
}

const moveOf = (server: ServerModel, { id, state, ownerId, minute }: Move): Change =>
  server.move(
    cardWith({ id, brandId: (id % 2) + 1, state, ownerId: state === 'claimed' ? ownerId : null, minute }),
  )

describe('a list under live changes', () => {
  it('ends equal to a fresh snapshot, whatever was dropped, repeated, reordered or overtaken', () => {
    fc.assert(
      fc.property(filters, fc.array(aStep, { maxLength: 80 }), (filter, steps: Step[]) => {
        const { server, client } = start(filter)
        const wire: Change[] = []
        const take = (which: number): Change | undefined =>
          wire.splice(which % Math.max(1, wire.length), 1)[0]
        for (const step of steps) {
          if (step.kind === 'move') wire.push(moveOf(server, step))
          if (step.kind === 'drop') take(step.which)
          if (step.kind === 'repeat' && wire.length > 0) wire.push(wire[step.which % wire.length] as Change)
          if (step.kind === 'deliver') {
            const change = take(step.which)
            if (change !== undefined) client.hear(server.asReadNow(change))
          }
          if (step.kind === 'ask') client.ask(step.pages)
          if (step.kind === 'askMore') client.askMore()
          if (step.kind === 'land') client.land()
        }
        client.settle()
        expect(cardsOf(client.list)).toEqual(loadedPart(server, client, filter))
      }),
      { numRuns: 600 },
    )
  })

  it('never needs the server again when every change arrives in order', () => {
    fc.assert(
      fc.property(filters, fc.array(aStep, { maxLength: 80 }), (filter, steps: Step[]) => {
        const { server, client } = start(filter)
        const wire: Change[] = []
        const deliver = (): void => {
          const change = wire.shift()
          if (change !== undefined) client.hear(server.asReadNow(change))
        }
        for (const step of steps) {
          if (step.kind === 'move') wire.push(moveOf(server, step))
          if (step.kind === 'deliver') deliver()
          if (step.kind === 'ask') client.ask(step.pages)
          if (step.kind === 'askMore') client.askMore()
          if (step.kind === 'land') client.land()
        }
        while (wire.length > 0) deliver()
        client.settle()
        expect(client.refetches).toBe(0)
        expect(cardsOf(client.list)).toEqual(loadedPart(server, client, filter))
      }),
      { numRuns: 600 },
    )
  })
})
