import { readFile } from 'node:fs/promises'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { migrate } from '../../../../shared/database/migrate.ts'
import { readFeed } from '../../../../shared/domain/feeds/list.ts'
import { listedBy } from '../../../../shared/domain/feeds/listed.ts'
import { handOutDueFeeds } from '../../../../shared/domain/feeds/lease.ts'
import { pollFeed } from '../../../../shared/domain/feeds/poll.ts'
import { createListeningTools, type ListeningTools } from '../../../../shared/domain/listening/tools.ts'
import { readMention } from '../../../../shared/domain/mentions/detail.ts'
import { listMentions } from '../../../../shared/domain/mentions/list.ts'
import { brandsToRescore } from '../../../../shared/domain/rescoring/work-off.ts'
import { claim } from '../../../../shared/domain/triage/claim.ts'
import { undo } from '../../../../shared/domain/triage/undo.ts'
import { readConfig } from '../../../../shared/runtime/config.ts'
import { silentLog } from '../../../../shared/runtime/log.ts'
import { itemWith } from '../../../support/hear.ts'
import { serveLocally, type LocalHttp } from '../../../support/local-http.ts'
import { openTestStore, type TestStore } from '../../../support/store.ts'

const first = new URL('../../../../shared/database/migrations/0001_foundation.sql', import.meta.url)

let store: TestStore
let tools: ListeningTools
let site: LocalHttp
let document: string
beforeEach(async () => {
  store = await openTestStore()
  tools = createListeningTools({ config: readConfig({ EARSHOT_ALLOW_PRIVATE_FEEDS: '1' }), log: silentLog })
  site = await serveLocally((_request, response) => response.end(document))
  const before = await readFile(first, 'utf8')
  await store.pool.query('DROP SCHEMA public CASCADE; CREATE SCHEMA public')
  await store.pool.query(before)
  await store.pool.query(`
    CREATE TABLE migration (number integer PRIMARY KEY, name text NOT NULL, applied_at timestamptz DEFAULT now());
    INSERT INTO migration (number, name) VALUES (1, '0001_foundation')`)
})
afterEach(async () => {
  await tools.close()
  await site.close()
  await store.close()
})

const texts = ['acme is awful', 'acme is terrible', 'acme is a scam', 'acme was closed', 'the weather']
const rss = (all: string[]) =>
  `<rss version="2.0"><channel><title>Forum</title>${all
    .map((text, index) => `<item><guid>${index}</guid><description>${text}</description></item>`)
    .join('')}</channel></rss>`

/** What the version before would have left: a brand, three feeds, and a mention in every state. */
async function fillAsBefore(): Promise<void> {
  const listed = listedBy(texts.map((text, index) => itemWith({ externalId: String(index), text })))
  await store.pool.query(
    `INSERT INTO person (email, name, role, password_hash) VALUES ('ann@example.org', 'Ann', 'agent', '-');
    INSERT INTO brand (name, rematch_after) VALUES ('Acme', NULL);
    INSERT INTO query (brand_id, text) VALUES (1, 'acme');
    INSERT INTO feed (url, title, last_success_at, next_check_at, enabled) VALUES
      ('${site.url}/feed', 'Forum', now() - interval '1 hour', now(), true),
      ('https://News.Example.com:8443/feed?x=1', 'News', NULL, now() + interval '1 day', true),
      ('http://gone.example.org/feed', 'Gone', NULL, now(), false);
    INSERT INTO item (feed_id, external_id, title, text) VALUES ${texts.map((text, index) => `(1, '${index}', '', '${text}')`).join()};
    INSERT INTO mention (brand_id, item_id, feed_id, source, state, owner_id, claimed_at, snoozed_until, dismiss_reason,
        resolved_at, queued_at, model_version, severity, published_at, priority_at, score, label)
      SELECT 1, item, 1, 'rss', state, owner, CASE WHEN owner IS NOT NULL THEN now() END, until, reason,
        CASE WHEN reason IS NOT NULL THEN now() END, now(), 'lexicon-1', 1, now(), now(), -0.5, 'negative'
      FROM (VALUES (1, 'queued', NULL::bigint, NULL::timestamptz, NULL), (2, 'claimed', 1, NULL, NULL),
        (3, 'snoozed', 1, now() + interval '1 day', NULL), (4, 'dismissed', NULL, NULL, 'spam')
      ) AS given (item, state, owner, until, reason);
    INSERT INTO history (mention_id, actor_id, kind, version_after) VALUES (2, 1, 'claim', 1)`,
  )
  await store.pool.query('UPDATE feed SET listed = $1 WHERE id = 1', [JSON.stringify(listed)])
}

test('a database of the version before goes on where it was', async () => {
  await fillAsBefore()
  expect(await migrate(store.url)).toEqual(['0002_listening', '0003_understanding'])

  expect(await readFeed(store.db, 1)).toMatchObject({
    source: 'rss',
    config: { url: `${site.url}/feed` },
    hasCredential: false,
    streamed: false,
    health: 'working',
    silentSince: null,
  })
  expect(await readFeed(store.db, 2)).toMatchObject({ host: 'news.example.com', health: 'waiting' })
  expect((await readFeed(store.db, 3)).health).toBe('off')

  // What it listed is known; what it says now is heard.
  document = rss([...texts, 'acme lost my luggage, terrible'])
  expect(await handOutDueFeeds(store.db, 10)).toEqual([1])
  expect(await pollFeed(tools, store, 1, new AbortController().signal)).toEqual({
    items: 6,
    newItems: 1,
    mentions: 1,
  })
  // Whom it asks is told apart by the port, too, where it is a machine and no name.
  expect((await readFeed(store.db, 1)).host).toBe(new URL(site.url).host)
})

test('mentions of the version before are read and moved', async () => {
  await fillAsBefore()
  await migrate(store.url)
  const ann = { id: 1, role: 'agent' } as const
  const lane = async (name: 'queue' | 'stream' | 'snoozed' | 'dismissed' | 'mine' | 'aside') =>
    (await listMentions(store, ann, { lane: name }, { limit: 10 })).mentions.map(({ id }) => id)
  expect(await lane('queue')).toEqual([1])
  expect(await lane('mine')).toEqual([2])
  expect(await lane('snoozed')).toEqual([3])
  expect(await lane('dismissed')).toEqual([4])
  expect(await lane('aside')).toEqual([])
  expect((await lane('stream')).toSorted()).toEqual([1, 2, 3, 4])
  expect(await readMention(store, ann, 2)).toMatchObject({
    seenIn: [],
    story: [],
    card: {
      sightings: 1,
      storySize: 1,
      setAside: null,
      authorKind: null,
      sentiment: { label: 'negative', scoredLabel: 'negative', corrected: null },
      urgency: [],
      labelIds: [],
    },
    constant: null,
    cues: [],
    history: [{ kind: 'heard' }, { kind: 'claim' }],
  })

  // They are judged and put in order anew.
  expect(await brandsToRescore(store)).toEqual([1])

  await claim(store, ann, 1, {}, undefined)
  expect(await lane('mine')).toEqual([1, 2])
  await undo(store, ann, 1, {}, undefined)
  expect(await lane('queue')).toEqual([1])
})
