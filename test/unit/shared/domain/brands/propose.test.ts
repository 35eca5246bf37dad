import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { proposeBrand, proposeQueries } from '../../../../../shared/domain/brands/propose.ts'
import { parseQuery } from '../../../../../shared/domain/matching/query.ts'
import type { Connector } from '../../../../../shared/domain/sources/connector.ts'

describe('the query that a name proposes', () => {
  test.each([
    ['Acme Air', '"Acme Air" OR @acmeair OR #acmeair'],
    ['Lufthansa', 'Lufthansa'],
    ['Apple', '=Apple OR @apple OR #apple'],
    ['apple', 'apple'],
    ['HP', '=HP OR @hp OR #hp'],
    ['Acme Air, Inc.', '"Acme Air" OR @acmeair OR #acmeair'],
    ['Müller GmbH', 'Müller'],
    ['Ben & Jerry’s', '"Ben & Jerry’s" OR @benjerrys OR #benjerrys'],
    ['AT&T', '"AT&T" OR @att OR #att'],
    ['Booking.com', '"Booking.com" OR @bookingcom OR #bookingcom'],
    ['Crédit Agricole', '"Crédit Agricole" OR @creditagricole OR #creditagricole'],
    ['  The "Acme"   Co ', '"The Acme" OR @theacme OR #theacme'],
    ['楽天', '楽天'],
    ['楽天 モバイル', '"楽天 モバイル" OR #楽天モバイル'],
    ['Яндекс Еда', '"Яндекс Еда" OR #яндекседа'],
    ['OR', '=OR OR @or OR #or'],
    ['not', '"not"'],
  ])('%s → %s', (name, query) => {
    expect(proposeQueries(name)).toEqual([query])
    expect(() => parseQuery(query)).not.toThrow()
  })

  test.each(['!!!', '“”', '   '])('there is none for %j', (name) => {
    expect(proposeQueries(name)).toEqual([])
  })
})

test('feeds are asked of every source that needs no token, each address once', () => {
  const config = z.strictObject({ tag: z.string().regex(/^\w+$/) })
  const source = (
    name: string,
    more: Partial<Connector<{ tag: string }>> = {},
  ): [string, Connector<never>] => [
    name,
    {
      source: name,
      name: name.toUpperCase(),
      about: '',
      fields: [],
      credential: null,
      config,
      address: ({ tag }) => `https://${name}.example/${tag}`,
      title: ({ tag }) => `#${tag}`,
      propose: (brand) => [
        { title: `#${brand}`, config: { tag: brand } },
        { title: 'again', config: { tag: brand } },
        { title: 'not accepted', config: { tag: '?' } },
      ],
      ...more,
    } as Connector<never>,
  ]
  const connectors = new Map([
    source('open'),
    source('streamed', { listen: async function* () {} }),
    source('closed', { credential: { label: 'Token', help: '', required: true } }),
    source('silent', { propose: undefined } as never),
  ]) as unknown as ReadonlyMap<string, Connector>
  const feed = { config: { tag: 'Acme' }, title: 'again' }
  expect(proposeBrand(connectors, 'Acme, Inc.')).toEqual({
    queries: [{ text: 'Acme' }],
    feeds: [
      { ...feed, source: 'open', sourceName: 'OPEN', streamed: false, url: 'https://open.example/Acme' },
      {
        ...feed,
        source: 'streamed',
        sourceName: 'STREAMED',
        streamed: true,
        url: 'https://streamed.example/Acme',
      },
    ],
  })
})
