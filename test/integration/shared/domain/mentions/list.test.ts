import * as fc from 'fast-check'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { compareInLane, matchesFilter } from '../../../../../shared/contract/lane.ts'
import {
  lanes,
  mentionPage,
  type MentionCard,
  type MentionFilter,
} from '../../../../../shared/contract/mention.ts'
import type { UrgencyKind } from '../../../../../shared/contract/sentiment.ts'
import { mentionStates } from '../../../../../shared/contract/triage.ts'
import { readCards } from '../../../../../shared/domain/mentions/cards.ts'
import { indexSearch } from '../../../../../shared/domain/mentions/index-search.ts'
import { listMentions } from '../../../../../shared/domain/mentions/list.ts'
import {
  addBrand,
  addFeed,
  addMentions,
  addPerson,
  openTestStore,
  type NewMention,
  type TestStore,
} from '../../../../support/store.ts'

let store: TestStore
let people: Awaited<ReturnType<typeof addPerson>>[]
let brands: number[]
let feeds: number[]
let cards: MentionCard[]

/** Few different moments, a millisecond apart, so that many mentions share one and ids decide. */
const beginning = Date.parse('2026-03-01T00:00:00.998Z')
const moment = fc.integer({ min: 0, max: 6 }).map((ms) => new Date(beginning + ms))
const sources = ['rss', 'mastodon']

const someMention = (): fc.Arbitrary<NewMention> =>
  fc
    .record({
      brandId: fc.constantFrom(...brands),
      feedId: fc.constantFrom(...feeds),
      source: fc.constantFrom(...sources),
      state: fc.constantFrom(...mentionStates),
      owner: fc.constantFrom(...people),
      owned: fc.boolean(),
      label: fc.constantFrom('negative', 'neutral', 'positive', null),
      labelIds: fc.subarray([1, 2, 3]),
      urgency: fc.subarray<UrgencyKind>(['safety', 'legal', 'money', 'question']),
      publishedAt: moment,
      priorityAt: moment,
    })
    .map(({ owner, owned, ...mention }) => ({
      ...mention,
      ownerId:
        mention.state === 'claimed' || (owned && !['stream', 'queued', 'aside'].includes(mention.state))
          ? owner.id
          : null,
    }))

const someFilter = (): fc.Arbitrary<MentionFilter> => {
  const iso = moment.map((date) => date.toISOString())
  const optional = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined, freq: 2 })
  return fc
    .record({
      lane: fc.constantFrom(...lanes),
      brandId: optional(fc.constantFrom(...brands)),
      source: optional(fc.constantFrom(...sources, 'none')),
      feedId: optional(fc.constantFrom(...feeds)),
      ownerId: optional(fc.constantFrom(...people.map(({ id }) => id))),
      exclusionId: fc.oneof(
        { weight: 5, arbitrary: fc.constant(undefined) },
        { weight: 1, arbitrary: fc.constantFrom(1, 2) },
      ),
      labelId: fc.oneof(
        { weight: 4, arbitrary: fc.constant(undefined) },
        { weight: 1, arbitrary: fc.constantFrom(1, 2, 4) },
      ),
      label: optional(fc.constantFrom('negative', 'neutral', 'positive', 'unscored')),
      needed: optional(fc.constantFrom('answer', 'waiting')),
      from: optional(iso),
      to: optional(iso),
    })
    .map(
      (filter) =>
        Object.fromEntries(Object.entries(filter).filter(([, v]) => v !== undefined)) as MentionFilter,
    )
}

beforeAll(async () => {
  store = await openTestStore()
  people = [await addPerson(store, 'Lena'), await addPerson(store, 'Omar')]
  brands = [await addBrand(store, 'Acme'), await addBrand(store, 'Other')]
  feeds = [await addFeed(store, 'https://example.org/a'), await addFeed(store, 'https://example.org/b')]
  const ids = await addMentions(store, fc.sample(someMention(), 400))
  await sql`UPDATE mention SET set_aside = jsonb_set(set_aside, '{exclusionId}', to_jsonb(1 + id % 3))
    WHERE state = 'aside'`.execute(store.db)
  // Staff have said how some of them sound, of what is not scored as well.
  await sql`UPDATE mention SET label = 'neutral', corrected_by = ${people[0]!.id}, corrected_at = now()
    WHERE id % 5 = 0`.execute(store.db)
  cards = await readCards(store.db, ids)
})
afterAll(() => store.close())

async function readAll(filter: MentionFilter, limit: number): Promise<MentionCard[]> {
  const all: MentionCard[] = []
  let cursor: string | undefined
  do {
    const page = await listMentions(store, people[0]!, filter, { cursor, limit })
    expect(page.mentions.length).toBeLessThanOrEqual(limit)
    all.push(...page.mentions)
    cursor = page.nextCursor ?? undefined
  } while (cursor)
  return all
}

describe('a list', () => {
  it('holds what the contract’s filter lets through, in the contract’s order, on pages of any size', async () => {
    let found = 0
    await fc.assert(
      fc.asyncProperty(someFilter(), fc.integer({ min: 1, max: 100 }), async (filter, limit) => {
        const listed = await readAll(filter, Math.max(limit, 20))
        const expected = cards
          .filter((card) => matchesFilter(card, filter, people[0]!.id))
          .toSorted((a, b) => compareInLane(filter.lane, a, b))
        expect(listed).toEqual(expected)
        found += listed.length
      }),
      { numRuns: 500 },
    )
    expect(found).toBeGreaterThan(500)
    expect((await readAll({ lane: 'aside', exclusionId: 2 }, 100)).length).toBeGreaterThan(0)
  })

  it('of a topic holds the mentions behind it, which the contract leaves to the server', async () => {
    const [topic] = (
      await sql<{ id: number }>`
        INSERT INTO topic (brand_id, key, time_window, words, mentions, usual, chance, days)
        VALUES (${brands[0]!}, 'refund', 'day', 'refund', 2, 0.5, 0.001, '{2}') RETURNING id`.execute(
        store.db,
      )
    ).rows
    const behind = cards
      .filter(({ brandId, state }) => brandId === brands[0] && state !== 'aside')
      .slice(0, 2)
    await sql`INSERT INTO topic_mention SELECT ${topic!.id}, unnest(${behind.map(({ id }) => id)}::bigint[])`.execute(
      store.db,
    )
    const filter: MentionFilter = { lane: 'stream', topicId: topic!.id }
    const listed = new Set((await readAll(filter, 20)).map(({ id }) => id))
    expect(listed).toEqual(new Set(behind.map(({ id }) => id)))
    expect(matchesFilter(behind[0]!, filter, people[0]!.id)).toBeNull()
    expect(await readAll({ lane: 'stream', topicId: topic!.id + 1 }, 20)).toEqual([])
  })

  it('goes through ties one by one', async () => {
    const listed = await readAll({ lane: 'queue' }, 1)
    expect(listed.map(({ id }) => id)).toEqual(
      cards
        .filter(({ state }) => state === 'queued')
        .toSorted((a, b) => compareInLane('queue', a, b))
        .map(({ id }) => id),
    )
  })

  it('is what the contract says it is, revisions included', async () => {
    await store.pool.query('SELECT record_change($1, ARRAY[1::bigint])', [brands[1]])
    const page = await listMentions(store, people[0]!, { lane: 'stream' }, { limit: 100 })
    expect(mentionPage.parse(page)).toEqual(page)
    expect(page.revisions).toEqual({ [brands[0]!]: 0, [brands[1]!]: 1 })
    const empty = await listMentions(store, people[0]!, { lane: 'stream', source: 'none' }, { limit: 10 })
    expect(empty).toEqual({ mentions: [], nextCursor: null, revisions: page.revisions })
  })

  it('refuses a cursor that it did not make, or made for another order', async () => {
    const { nextCursor } = await listMentions(store, people[0]!, { lane: 'stream' }, { limit: 1 })
    const forged = Buffer.from(JSON.stringify(['urgent', 'yesterday', 1])).toString('base64url')
    const noYear = Buffer.from(JSON.stringify(['urgent', '0000-01-01T00:00:00Z', 1])).toString('base64url')
    for (const cursor of [nextCursor!, forged, noYear, 'nonsense', '', 'e30', "' OR 1=1"])
      await expect(
        listMentions(store, people[0]!, { lane: 'queue' }, { cursor, limit: 1 }),
      ).rejects.toMatchObject({ code: 'invalid_cursor' })
  })

  it('cuts excerpts between characters', async () => {
    const [id] = await addMentions(store, [
      { brandId: brands[0]!, feedId: feeds[0]!, text: `${'a'.repeat(279)}🙃🙃` },
    ])
    const [card] = await readCards(store.db, [id!])
    expect(card!.excerpt).toBe(`${'a'.repeat(279)}🙃`)
  })
})

describe('cards', () => {
  it('come in the order asked for, without those that do not exist', async () => {
    const ids = [cards[5]!.id, 999_999, cards[1]!.id]
    expect((await readCards(store.db, ids)).map(({ id }) => id)).toEqual([cards[5]!.id, cards[1]!.id])
    expect(await readCards(store.db, [])).toEqual([])
  })
})

describe('a search', () => {
  it('finds all words in any order, in title, text or author, together with the other filters', async () => {
    const own = await addBrand(store, 'Searched')
    const [both, author] = await addMentions(store, [
      { brandId: own, feedId: feeds[0]!, title: 'Lost luggage', text: 'Acme LOST it & again' },
      { brandId: own, feedId: feeds[0]!, title: 'Luggage', text: 'Fine', author: 'Jo Lost' },
      { brandId: own, feedId: feeds[0]!, title: 'Luggage', text: 'Fine' },
      { brandId: brands[0]!, feedId: feeds[0]!, title: 'Lost luggage', text: 'Fine' },
    ])
    while ((await indexSearch(store, 100)) > 0);
    const search = (words: string) => readAll({ lane: 'queue', brandId: own, search: words }, 20)
    expect((await search('luggage lost')).map(({ id }) => id)).toEqual([both, author])
    expect((await search('lost -again')).map(({ id }) => id)).toEqual([both])
    expect(await search('luggage elephant')).toEqual([])
    expect(await search("it's:* & | !")).toEqual([])
  })
})
