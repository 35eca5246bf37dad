import { readFile } from 'node:fs/promises'
import { setTimeout as sleep } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { addBrand } from '../../shared/domain/brands/add.ts'
import { addExclusion } from '../../shared/domain/exclusions/add.ts'
import { startEarshot, type Earshot } from '../support/earshot.ts'
import { eventually } from '../support/eventually.ts'
import { addFeed } from '../support/feeds.ts'
import { startJetstream } from '../support/jetstream-server.ts'
import { serveLocally } from '../support/local-http.ts'
import { addPerson, contradictions, openTestStore } from '../support/store.ts'

const posts = 600
const kills = 4

async function killAll(earshot: Earshot): Promise<void> {
  const pid = earshot.process.pid!
  const children = await readFile(`/proc/${pid}/task/${pid}/children`, 'utf8')
  for (const one of [pid, ...children.split(' ').filter(Boolean).map(Number)]) process.kill(one, 'SIGKILL')
  await earshot.stop()
}

test('kill -9 during a stream, polls of copies and a decided exclusion loses, doubles and miscounts nothing', async () => {
  const store = await openTestStore()
  const jetstream = await startJetstream()
  const items = Array.from(
    { length: posts },
    (_, n) =>
      `<item><guid>${n}</guid><link>https://site.example/${n}</link><title>Acme airbrush ${n} is awful</title></item>`,
  )
  const site = await serveLocally((_request, response) => {
    response.end(`<rss version="2.0"><channel><title>t</title>${items.join('')}</channel></rss>`)
  })
  const { id: brandId } = await addBrand(store.db, { name: 'Acme', queries: [{ text: 'acme' }] })
  await addFeed(store.db, { source: 'bluesky', config: { endpoint: jetstream.url, api: jetstream.api } })
  for (const path of ['a', 'b', 'c']) await addFeed(store.db, { url: `${site.url}/${path}` })
  const viewer = await addPerson(store, 'Ann', 'admin')

  for (let round = 0; round <= kills; round += 1) {
    const earshot = await startEarshot({ DATABASE_URL: store.url })
    // A stream that has never been heard begins now; from then on it is resumed.
    if (round === 0) await eventually(() => jetstream.open() > 0, 30_000)
    for (let n = 0; n < 100; n += 1)
      jetstream.post(`Acme is horrible ${round} ${n}`, { rkey: `r${round}x${n}` })
    if (round === 1) await addExclusion(store, viewer, { brandId, text: 'airbrush', active: true })
    if (round === 0) await eventually(heardFromStream, 30_000)
    await sleep(500 + Math.random() * 1500)
    if (round < kills) await killAll(earshot)
    else {
      const { rows } = await eventuallyAll()
      expect(rows).toEqual([
        { all: posts + (kills + 1) * 100, identities: posts + (kills + 1) * 100, aside: posts },
      ])
      await earshot.stop()
    }
  }
  expect(await contradictions(store)).toEqual([])
  const { rows: hidden } = await store.pool.query('SELECT hidden, owed FROM exclusion')
  expect(hidden).toEqual([{ hidden: posts, owed: null }])
  const { rows: sighted } = await store.pool.query(
    'SELECT count(*)::int AS wrong FROM mention m WHERE sightings <> 1 + (SELECT count(*) FROM sighting s WHERE s.mention_id = m.id)',
  )
  expect(sighted).toEqual([{ wrong: 0 }])
  await jetstream.close()
  await site.close()
  await store.close()

  async function heardFromStream() {
    const { rows } = await store.pool.query("SELECT FROM feed WHERE streamed AND cursor <> 'null'::jsonb")
    return rows.length > 0
  }

  async function eventuallyAll() {
    const read = () =>
      store.pool.query(
        `SELECT count(*)::int AS all, count(DISTINCT identity)::int AS identities,
          count(*) FILTER (WHERE state = 'aside')::int AS aside FROM mention`,
      )
    await eventually(async () => {
      const { rows } = await store.pool.query(
        `SELECT (SELECT count(*) FROM item) = $1::int AND (SELECT count(*) FROM mention WHERE state = 'aside') = $2::int
          AND NOT EXISTS (SELECT FROM exclusion WHERE owed IS NOT NULL) AS done`,
        [posts * 3 + (kills + 1) * 100, posts],
      )
      return rows[0].done
    }, 60_000).catch(() => undefined)
    return read()
  }
}, 180_000)
