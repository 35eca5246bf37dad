import { appendFile, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startDemoInternet } from '../../../../server/demo/internet.ts'
import { feedSite } from '../../../../server/demo/sites/feed-site.ts'
import { jsonFeed } from '../../../../server/demo/sites/formats.ts'

/** Not where the demo itself stands, which another test may run meanwhile. */
const firstPort = 47_510
const sites = [feedSite('One', jsonFeed), feedSite('Two', jsonFeed)]
type Document = { items: { id: string; url: string; content_text: string; date_published: string }[] }

let folder: string
let archive: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'earshot-demo-'))
  archive = join(folder, 'internet.jsonl')
})
afterAll(() => rm(folder, { recursive: true }))

/** What the sites show, newest first. */
async function readAll(feeds: { config: Record<string, string> }[]): Promise<Document['items'][]> {
  return Promise.all(
    feeds.map(async ({ config }) => ((await (await fetch(config['url']!)).json()) as Document).items),
  )
}

test('started again, the demo’s internet goes on: what was published stays where it was, and new posts have ids of their own', async () => {
  const first = await startDemoInternet(sites, archive, firstPort)
  try {
    await expect
      .poll(async () => (await readAll(first.feeds)).every((items) => items.length > 120), {
        timeout: 30_000,
        interval: 200,
      })
      .toBe(true)
  } finally {
    await first.close()
  }
  // A crash in the middle of a line.
  await appendFile(archive, '{"site":"One","post":{"id":"100-')
  const published = (await readFile(archive, 'utf8')).split('\n').filter((line) => line.endsWith('}'))

  const second = await startDemoInternet(sites, archive, firstPort)
  try {
    expect(second.feeds).toEqual(first.feeds)
    const again = await readAll(second.feeds)
    const known = published.flatMap((line) => {
      const { post } = JSON.parse(line) as { post?: { id: string; text: string; at: string } }
      return post ? [`${post.id} ${post.at} ${post.text}`] : []
    })
    const shown = again.flat().map((item) => `${item.id} ${item.date_published} ${item.content_text}`)
    expect(known.length).toBeGreaterThan(240)
    expect(shown.filter((one) => known.includes(one)).toSorted()).toEqual(known.toSorted())

    await expect
      .poll(
        async () => (await readAll(second.feeds)).every((items, at) => items.length > again[at]!.length),
        { timeout: 30_000, interval: 200 },
      )
      .toBe(true)
    for (const items of await readAll(second.feeds)) {
      expect(new Set(items.map(({ id }) => id)).size).toBe(items.length)
      expect(items.map((item) => item.date_published)).toEqual(
        items
          .map((item) => item.date_published)
          .toSorted()
          .toReversed(),
      )
    }
  } finally {
    await second.close()
  }
}, 90_000)

test.each(['99999', '-1', '0', '1e20', '"47510"'])(
  'it starts with what it published, and stands somewhere, when the port that it remembers is %s',
  async (port) => {
    const file = join(folder, `port ${port.replaceAll('"', '')}.jsonl`)
    const post = { id: '100-1', number: 1, author: 'Jo', text: 'An old post', at: new Date().toISOString() }
    await writeFile(file, `{"site":"One","port":${port}}\n${JSON.stringify({ site: 'One', post })}\n`)
    const internet = await startDemoInternet(sites, file, firstPort + 4)
    try {
      expect(internet.trouble).toBeNull()
      expect((await readAll(internet.feeds))[0]).toMatchObject([{ id: '100-1', content_text: 'An old post' }])
    } finally {
      await internet.close()
    }
  },
)

test('it starts without a past, and says why, when a folder stands in the place of its file', async () => {
  const file = join(folder, 'a folder.jsonl')
  await mkdir(file)
  const internet = await startDemoInternet(sites, file, firstPort + 6)
  try {
    expect(internet.trouble).toContain(`${file} is in the way (EISDIR`)
    for (const items of await readAll(internet.feeds)) expect(items.length).toBeGreaterThan(100)
  } finally {
    await internet.close()
  }
})

test('it starts, and says why it may forget, when it cannot begin its file anew', async () => {
  const file = join(folder, 'blocked.jsonl')
  await mkdir(`${file}.new`)
  const internet = await startDemoInternet(sites, file, firstPort + 8)
  try {
    expect(internet.trouble).toContain(`${file}.new is in the way (EISDIR`)
    for (const items of await readAll(internet.feeds)) expect(items.length).toBeGreaterThan(100)
  } finally {
    await internet.close()
  }
  await writeFile(join(folder, 'no folder'), '')
  const nowhere = await startDemoInternet(sites, join(folder, 'no folder', 'x.jsonl'), firstPort + 8)
  await nowhere.close()
  expect(nowhere.trouble).toContain('no folder is in the way')
})

test('it goes on publishing when the folder that it is kept in is gone', async () => {
  const lost = join(folder, 'lost')
  const internet = await startDemoInternet(sites, join(lost, 'internet.jsonl'), firstPort + sites.length)
  try {
    await rm(lost, { recursive: true })
    await expect
      .poll(async () => (await readAll(internet.feeds)).every((items) => items.length > 120), {
        timeout: 30_000,
        interval: 200,
      })
      .toBe(true)
  } finally {
    await internet.close()
  }
}, 60_000)
