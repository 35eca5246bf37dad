import type { Route } from '../../shared/contract/route.ts'
import { routes } from '../../shared/contract/routes.ts'

/** Every route of the contract by its name. */
export const allRoutes = Object.entries(routes) as [keyof typeof routes, Route][]

/** Those that change something. */
export const writes = allRoutes.filter(([, route]) => route.method !== 'GET')

/** The route's address with an id that exists nowhere, unless another is given. */
export const addressOf = (route: Route, id: string | number = 999_999) =>
  route.path.replace(':id', String(id))

/** A body that the route's schema accepts. */
export const validBodies: Partial<Record<keyof typeof routes, Record<string, unknown>>> = {
  firstRunTestFeed: { url: 'http://127.0.0.1:9/feed.xml' },
  firstRun: {
    admin: { name: 'Ana', email: 'ana@example.org', password: 'correct horse battery' },
    brand: { name: 'Acme', queries: [{ text: 'acme' }] },
    feeds: [{ url: 'http://127.0.0.1:9/feed.xml' }],
  },
  firstRunPropose: { name: 'Acme' },
  firstRunDiscover: { url: 'http://127.0.0.1:9/' },
  firstRunCheck: { name: 'Acme', queries: [{ text: 'acme' }] },
  signIn: { email: 'nobody@example.org', password: 'correct horse battery' },
  changeOwnPassword: { current: 'not the one I have', password: 'another good battery' },
  queue: {},
  bringBack: {},
  claim: {},
  assign: { personId: 999_999 },
  release: {},
  handOff: { personId: 999_999, reason: 'Knows the customer.' },
  snooze: { untilActivity: true },
  answer: { text: 'We are on it.' },
  dismiss: { reason: 'spam' },
  reopen: {},
  note: { text: 'Called twice.' },
  correct: { label: 'negative' },
  undo: {},
  addBrand: { name: 'Acme', queries: [{ text: 'acme' }] },
  changeBrand: { name: 'Acme' },
  proposeBrand: { name: 'Acme' },
  changeSettings: { keptDays: 7 },
  previewBrand: { queries: [{ text: 'acme' }] },
  discoverFeeds: { url: 'http://127.0.0.1:9/' },
  importOpml: { opml: '<opml><body><outline xmlUrl="http://127.0.0.1:9/opml.xml"/></body></opml>' },
  previewExclusion: { brandId: 999_999, text: 'airbrush' },
  addExclusion: { brandId: 999_999, text: 'airbrush' },
  changeExclusion: { state: 'ended' },
  previewLexicon: { brandId: 999_999, entry: { phrase: 'sick', weight: -2 } },
  addLexiconEntry: { brandId: 999_999, phrase: 'sick', weight: -2 },
  changeLexiconEntry: { weight: -1 },
  previewLabel: { brandId: 999_999, rule: 'refund' },
  addLabel: { brandId: 999_999, name: 'Refunds', rule: 'refund' },
  changeLabel: { name: 'Refunds' },
  addKnownHandle: { handle: '@acme_help', kind: 'staff' },
  testFeed: { url: 'http://127.0.0.1:9/feed.xml' },
  addFeed: { url: 'http://127.0.0.1:9/feed.xml' },
  changeFeed: { title: 'News' },
  addPerson: { email: 'new@example.org', name: 'New', role: 'agent', password: 'correct horse battery' },
  changePerson: { name: 'New' },
}

/** Queries that the schema accepts, for routes that must have one. */
export const validQueries: Partial<Record<keyof typeof routes, string>> = {
  trends: '?from=2026-01-01T00:00:00Z&to=2026-01-02T00:00:00Z',
}
