import { z } from 'zod'
import { brand, brandChange, brandName, brandPreview, brandPreviewRequest, newBrand } from './brand.ts'
import {
  exclusion,
  exclusionChange,
  exclusionPreview,
  exclusionPreviewRequest,
  newExclusion,
} from './exclusion.ts'
import {
  discoverRequest,
  feed,
  feedChange,
  feedCheck,
  feedTest,
  feedTestRequest,
  newFeed,
  opmlImport,
  opmlImported,
} from './feed.ts'
import { calibrationState } from './calibration.ts'
import { firstRun } from './first-run.ts'
import { knownHandle, newKnownHandle } from './known-handle.ts'
import { label, labelChange, labelPreview, labelPreviewRequest, newLabel } from './label.ts'
import {
  lexiconChange,
  lexiconEntry,
  lexiconOffer,
  lexiconPreview,
  lexiconPreviewRequest,
  newLexiconEntry,
  rescoring,
} from './lexicon.ts'
import { laneCounts, mentionCard, mentionDetail, mentionFilter, mentionPage } from './mention.ts'
import { newPerson, passwordChange, person, personChange, personRef, signIn } from './person.ts'
import { route } from './route.ts'
import { settings, settingsChange } from './setting.ts'
import { brandProposal, feedProposal, source } from './source.ts'
import { moveBodies, type MoveKind } from './triage.ts'
import { topics } from './topic.ts'
import { trendRequest, trends } from './trend.ts'
import { agreement, sample, thresholdPicture } from './trust.ts'

const id = z.object({ id: z.coerce.number('Give a whole number.').int('Give a whole number.').positive() })

/** What a move answers: the mention as it is now, and the history event that undo takes back. */
const moved = z.object({ card: mentionCard, historyId: z.int() })

const move = <K extends MoveKind>(kind: K, path: string, summary: string) =>
  route({
    method: 'POST',
    path: `/api/mentions/:id/${path}`,
    summary,
    access: 'mention:move',
    idempotent: true,
    params: id,
    body: moveBodies[kind],
    reply: moved,
  })

const readiness = z.object({
  ready: z.boolean(),
  /** Each check, with a sentence that says how it stands. */
  checks: z.array(z.object({ name: z.string(), ok: z.boolean(), detail: z.string() })),
})

/** Every REST route of Earshot. The OpenAPI document is made from this table. */
export const routes = {
  health: route({
    method: 'GET',
    path: '/api/health',
    summary: 'Whether the process is alive.',
    access: 'public',
    reply: z.object({ status: z.literal('alive') }),
  }),
  ready: route({
    method: 'GET',
    path: '/api/ready',
    summary: 'Whether progress is being made: database, queues and workers. 503 when not.',
    access: 'public',
    reply: readiness,
  }),
  openapi: route({
    method: 'GET',
    path: '/api/openapi.json',
    summary: 'This table as an OpenAPI 3.1 document.',
    access: 'public',
    reply: z.record(z.string(), z.unknown()),
  }),

  firstRunState: route({
    method: 'GET',
    path: '/api/first-run',
    summary: 'Whether the first admin is still to be made.',
    access: 'public',
    reply: z.object({ needed: z.boolean() }),
  }),
  firstRunTestFeed: route({
    method: 'POST',
    path: '/api/first-run/test-feed',
    summary: 'Dry run of a feed before anybody can sign in.',
    access: 'first-run',
    body: feedTestRequest,
    reply: feedTest,
  }),
  firstRunPropose: route({
    method: 'POST',
    path: '/api/first-run/propose',
    summary: 'What to listen for and where, for a brand name, before anybody can sign in.',
    access: 'first-run',
    body: z.strictObject({ name: brandName }),
    reply: brandProposal,
  }),
  firstRunDiscover: route({
    method: 'POST',
    path: '/api/first-run/discover',
    summary: 'The feeds behind a web address, before anybody can sign in.',
    access: 'first-run',
    body: discoverRequest,
    reply: z.object({ feeds: z.array(feedProposal) }),
  }),
  firstRunCheck: route({
    method: 'POST',
    path: '/api/first-run/check',
    summary: 'Whether the queries of the wizard’s brand can be read. Nothing is saved.',
    access: 'first-run',
    body: newBrand,
  }),
  firstRun: route({
    method: 'POST',
    path: '/api/first-run',
    summary: 'Make the first admin, the first brand and its feeds, and sign the admin in.',
    access: 'first-run',
    body: firstRun,
    reply: person,
  }),

  signIn: route({
    method: 'POST',
    path: '/api/session',
    summary: 'Sign in.',
    access: 'public',
    body: signIn,
    reply: person,
  }),
  session: route({
    method: 'GET',
    path: '/api/session',
    summary: 'Who is signed in.',
    access: 'signed-in',
    reply: person,
  }),
  signOut: route({
    method: 'DELETE',
    path: '/api/session',
    summary: 'Sign out.',
    access: 'signed-in',
  }),
  changeOwnPassword: route({
    method: 'PATCH',
    path: '/api/session/password',
    summary: 'Change your own password; your other sessions end.',
    access: 'signed-in',
    body: passwordChange,
  }),

  mentions: route({
    method: 'GET',
    path: '/api/mentions',
    summary: 'One page of a filtered list, in the order of its lane.',
    access: 'mention:read',
    query: mentionFilter.extend({
      cursor: z.string().max(200).optional(),
      limit: z.coerce.number().int().min(1).max(100).default(50),
    }),
    reply: mentionPage,
  }),
  laneCounts: route({
    method: 'GET',
    path: '/api/mentions/counts',
    summary: 'How many mentions each lane holds, up to 1,000, and the longest wait.',
    access: 'mention:read',
    query: z.strictObject({ brandId: z.coerce.number().int().positive().optional() }),
    reply: laneCounts,
  }),
  mention: route({
    method: 'GET',
    path: '/api/mentions/:id',
    summary: 'One mention, whole: text, marked words, history, notes, answers.',
    access: 'mention:read',
    params: id,
    reply: mentionDetail,
  }),

  queue: move('queue', 'queue', 'Put a mention of the stream into the queue: it needs an answer.'),
  bringBack: move(
    'bringBack',
    'bring-back',
    'Bring back what was set aside: into the queue if it waited there, else into the stream.',
  ),
  claim: move('claim', 'claim', 'Take it: one named person owns the answer from now on.'),
  assign: move('assign', 'assign', 'Give it to a person.'),
  release: move('release', 'release', 'Put it back into the queue.'),
  handOff: move('handOff', 'hand-off', 'Pass it on, with the reason.'),
  snooze: move('snooze', 'snooze', 'Later: at a time, or when the author posts again.'),
  answer: move('answer', 'answer', 'Record the answer that was posted.'),
  dismiss: move('dismiss', 'dismiss', 'It needs no answer, with the reason.'),
  reopen: move('reopen', 'reopen', 'Put an answered or dismissed mention back into the queue.'),
  note: move('note', 'note', 'Write an internal note.'),
  correct: move('correct', 'correct', 'Say how it sounds to a person; the scorer’s label is kept beside it.'),
  undo: move('undo', 'undo', 'Take back your last move on this mention, within 10 seconds.'),

  trends: route({
    method: 'GET',
    path: '/api/trends',
    summary: 'Volume, sentiment and service over time.',
    access: 'trend:read',
    query: trendRequest,
    reply: trends,
  }),

  topics: route({
    method: 'GET',
    path: '/api/topics',
    summary: 'Words and phrases that rise against a brand’s own past, the surest first.',
    access: 'trend:read',
    query: z.strictObject({ brandId: z.coerce.number().int().positive().optional() }),
    reply: topics,
  }),
  agreement: route({
    method: 'GET',
    path: '/api/agreement',
    summary: 'How often staff give the label that the scorer gave: by week, source and language.',
    access: 'trend:read',
    query: z.strictObject({ brandId: z.coerce.number().int().positive().optional() }),
    reply: agreement,
  }),
  calibration: route({
    method: 'GET',
    path: '/api/calibration',
    summary: 'How percentages are calibrated to the labels of this workspace’s staff.',
    access: 'mention:read',
    reply: calibrationState,
  }),
  sample: route({
    method: 'GET',
    path: '/api/sample',
    summary: 'The newest daily sample of what was not queued, to be looked at.',
    access: 'mention:read',
    query: z.strictObject({ brandId: z.coerce.number().int().positive().optional() }),
    reply: sample,
  }),

  lexicon: route({
    method: 'GET',
    path: '/api/lexicon',
    summary: 'Words and phrases that count otherwise for a brand: proposed and active, newest first.',
    access: 'brand:read',
    reply: z.object({ entries: z.array(lexiconEntry) }),
  }),
  previewLexicon: route({
    method: 'POST',
    path: '/api/lexicon/preview',
    summary: 'Which past mentions one change of a lexicon would change. Nothing is saved.',
    access: 'mention:move',
    body: lexiconPreviewRequest,
    reply: lexiconPreview,
  }),
  offerLexicon: route({
    method: 'GET',
    path: '/api/mentions/:id/lexicon-offer',
    summary: 'For a corrected mention: the entry that would have set its label right, if one word would.',
    access: 'mention:move',
    params: id,
    reply: z.object({ offer: lexiconOffer.nullable() }),
  }),
  addLexiconEntry: route({
    method: 'POST',
    path: '/api/lexicon',
    summary:
      'Propose an entry; who may change brands can make it active at once, and past mentions are rescored.',
    access: 'mention:move',
    body: newLexiconEntry,
    reply: lexiconEntry,
  }),
  changeLexiconEntry: route({
    method: 'PATCH',
    path: '/api/lexicon/:id',
    summary: 'Change an entry, or make a proposed one active; past mentions are rescored.',
    access: 'brand:write',
    params: id,
    body: lexiconChange,
    reply: lexiconEntry,
  }),
  removeLexiconEntry: route({
    method: 'DELETE',
    path: '/api/lexicon/:id',
    summary: 'Remove an entry, or refuse a proposed one; past mentions are rescored.',
    access: 'brand:write',
    params: id,
  }),
  rescorings: route({
    method: 'GET',
    path: '/api/rescorings',
    summary: 'How far past mentions are rescored, for each brand where that was ever asked.',
    access: 'brand:read',
    reply: z.object({ rescorings: z.array(rescoring) }),
  }),

  labels: route({
    method: 'GET',
    path: '/api/labels',
    summary: 'The labels that mentions get by rule, by brand and name.',
    access: 'brand:read',
    reply: z.object({ labels: z.array(label) }),
  }),
  previewLabel: route({
    method: 'POST',
    path: '/api/labels/preview',
    summary: 'Which of a brand’s newest mentions a rule would label. Nothing is saved.',
    access: 'brand:write',
    body: labelPreviewRequest,
    reply: labelPreview,
  }),
  addLabel: route({
    method: 'POST',
    path: '/api/labels',
    summary: 'Add a label; past mentions get it, too.',
    access: 'brand:write',
    body: newLabel,
    reply: label,
  }),
  changeLabel: route({
    method: 'PATCH',
    path: '/api/labels/:id',
    summary: 'Rename a label or change its rule.',
    access: 'brand:write',
    params: id,
    body: labelChange,
    reply: label,
  }),
  removeLabel: route({
    method: 'DELETE',
    path: '/api/labels/:id',
    summary: 'Remove a label from all mentions.',
    access: 'brand:write',
    params: id,
  }),

  brands: route({
    method: 'GET',
    path: '/api/brands',
    summary: 'All brands with their queries.',
    access: 'brand:read',
    reply: z.object({ brands: z.array(brand) }),
  }),
  addBrand: route({
    method: 'POST',
    path: '/api/brands',
    summary: 'Add a brand; items already kept are matched at once.',
    access: 'brand:write',
    body: newBrand,
    reply: brand,
  }),
  changeBrand: route({
    method: 'PATCH',
    path: '/api/brands/:id',
    summary: 'Change a brand, its queries or its threshold.',
    access: 'brand:write',
    params: id,
    body: brandChange,
    reply: brand,
  }),
  thresholdPicture: route({
    method: 'GET',
    path: '/api/brands/:id/threshold',
    summary: 'What each threshold would mean: mentions a day, precision and recall.',
    access: 'brand:read',
    params: id,
    reply: thresholdPicture,
  }),
  previewBrand: route({
    method: 'POST',
    path: '/api/brands/preview',
    summary: 'What queries would match among the items kept. Nothing is saved.',
    access: 'brand:write',
    body: brandPreviewRequest,
    reply: brandPreview,
  }),

  proposeBrand: route({
    method: 'POST',
    path: '/api/brands/propose',
    summary: 'What to listen for and where, for a brand name. Nothing is saved.',
    access: 'brand:write',
    body: z.strictObject({ name: brandName }),
    reply: brandProposal,
  }),

  exclusions: route({
    method: 'GET',
    path: '/api/exclusions',
    summary: 'What brands do not want to hear: proposed, active and ended, newest first.',
    access: 'brand:read',
    reply: z.object({ exclusions: z.array(exclusion) }),
  }),
  previewExclusion: route({
    method: 'POST',
    path: '/api/exclusions/preview',
    summary: 'What an exclusion would have set aside. Nothing is saved.',
    access: 'mention:move',
    body: exclusionPreviewRequest,
    reply: exclusionPreview,
  }),
  addExclusion: route({
    method: 'POST',
    path: '/api/exclusions',
    summary: 'Propose an exclusion; who may change brands can make it active at once.',
    access: 'mention:move',
    body: newExclusion,
    reply: exclusion,
  }),
  changeExclusion: route({
    method: 'PATCH',
    path: '/api/exclusions/:id',
    summary: 'Make a proposed exclusion active, or end one and bring back what it has set aside.',
    access: 'brand:write',
    params: id,
    body: exclusionChange,
    reply: exclusion,
  }),

  knownHandles: route({
    method: 'GET',
    path: '/api/known-handles',
    summary: 'Handles of our own people and partners.',
    access: 'brand:read',
    reply: z.object({ handles: z.array(knownHandle) }),
  }),
  addKnownHandle: route({
    method: 'POST',
    path: '/api/known-handles',
    summary: 'Mark a handle as one of ours; also on mentions that are there already.',
    access: 'brand:write',
    body: newKnownHandle,
    reply: knownHandle,
  }),
  removeKnownHandle: route({
    method: 'DELETE',
    path: '/api/known-handles/:id',
    summary: 'Forget a handle of ours.',
    access: 'brand:write',
    params: id,
  }),

  settings: route({
    method: 'GET',
    path: '/api/settings',
    summary: 'What is set for the whole workspace.',
    access: 'brand:write',
    reply: settings,
  }),
  changeSettings: route({
    method: 'PATCH',
    path: '/api/settings',
    summary: 'Change what is set for the whole workspace.',
    access: 'brand:write',
    body: settingsChange,
    reply: settings,
  }),

  sources: route({
    method: 'GET',
    path: '/api/sources',
    summary: 'The kinds of place that Earshot can listen to, with the form of each.',
    access: 'feed:read',
    reply: z.object({ sources: z.array(source) }),
  }),
  discoverFeeds: route({
    method: 'POST',
    path: '/api/feeds/discover',
    summary: 'The feeds behind any web address. Nothing is saved.',
    access: 'feed:write',
    body: discoverRequest,
    reply: z.object({ feeds: z.array(feedProposal) }),
  }),
  exportOpml: route({
    method: 'GET',
    path: '/api/feeds/opml',
    summary: 'All feeds that have an address of their own, as an OPML document.',
    access: 'feed:read',
    reply: z.object({ opml: z.string() }),
  }),
  importOpml: route({
    method: 'POST',
    path: '/api/feeds/opml',
    summary: 'Add the feeds of an OPML document; those that are known stay as they are.',
    access: 'feed:write',
    body: opmlImport,
    reply: opmlImported,
  }),
  feeds: route({
    method: 'GET',
    path: '/api/feeds',
    summary: 'All feeds with their health.',
    access: 'feed:read',
    reply: z.object({ feeds: z.array(feed) }),
  }),
  feedChecks: route({
    method: 'GET',
    path: '/api/feeds/:id/checks',
    summary: 'The last checks of a feed, newest first.',
    access: 'feed:read',
    params: id,
    reply: z.object({ checks: z.array(feedCheck) }),
  }),
  testFeed: route({
    method: 'POST',
    path: '/api/feeds/test',
    summary: 'Dry run of a feed: items, matches and scores. Nothing is saved.',
    access: 'feed:write',
    body: feedTestRequest,
    reply: feedTest,
  }),
  addFeed: route({
    method: 'POST',
    path: '/api/feeds',
    summary: 'Add a feed; it is checked at once.',
    access: 'feed:write',
    body: newFeed,
    reply: feed,
  }),
  changeFeed: route({
    method: 'PATCH',
    path: '/api/feeds/:id',
    summary: 'Change a feed, switch it off or on.',
    access: 'feed:write',
    params: id,
    body: feedChange,
    reply: feed,
  }),
  pollFeed: route({
    method: 'POST',
    path: '/api/feeds/:id/poll',
    summary: 'Check a feed now.',
    access: 'feed:write',
    params: id,
    reply: feed,
  }),

  colleagues: route({
    method: 'GET',
    path: '/api/colleagues',
    summary: 'Names of the people a mention can be given to.',
    access: 'person:read',
    reply: z.object({ people: z.array(personRef) }),
  }),
  people: route({
    method: 'GET',
    path: '/api/people',
    summary: 'All people with their roles.',
    access: 'person:write',
    reply: z.object({ people: z.array(person) }),
  }),
  addPerson: route({
    method: 'POST',
    path: '/api/people',
    summary: 'Add a person.',
    access: 'person:write',
    body: newPerson,
    reply: person,
  }),
  changePerson: route({
    method: 'PATCH',
    path: '/api/people/:id',
    summary: 'Change a name, role or password, or disable a person; their sessions end when rights change.',
    access: 'person:write',
    params: id,
    body: personChange,
    reply: person,
  }),
} as const

export type Routes = typeof routes
