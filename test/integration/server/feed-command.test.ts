import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { createInterface } from 'node:readline'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { FeedReport } from '../../../server/feed-report.ts'
import { serveLocally, type LocalHttp } from '../../support/local-http.ts'

const program = resolve(import.meta.dirname, '../../../server/feed-command.ts')
const patienceMs = 30_000

let folder: string
let site: LocalHttp
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'earshot-feed-'))
  await writeFile(
    join(folder, 'blog.xml'),
    `<rss version="2.0"><channel><title>Blog</title><link>/</link><description>All</description>
    <managingEditor>ann@blog.example (Ann)</managingEditor>
    <item><guid isPermaLink="false">n1</guid><link>/1</link><title>Late &amp;amp; rude</title>
    <pubDate>Mon, 09 Mar 2026 11:11:12 +0100</pubDate>
    <description>&lt;p&gt;Never &lt;a href="/2"&gt;again&lt;/a&gt;&lt;/p&gt;</description></item>
    </channel></rss>`,
  )
  await writeFile(join(folder, 'broken.json'), '{"items": [')
  site = await serveLocally((request, response) => {
    const feed = '<feed xmlns="http://www.w3.org/2005/Atom"><title>Here</title></feed>'
    response.writeHead(request.url === '/feed' ? 200 : 404).end(request.url === '/feed' ? feed : '')
  })
})
afterAll(async () => {
  await site.close()
  await rm(folder, { recursive: true, force: true })
})

function start(args: string[], env: Record<string, string> = {}): ChildProcessWithoutNullStreams {
  const { PATH = '', HOME = '' } = process.env
  return spawn(process.execPath, [program, ...args], { cwd: folder, env: { PATH, HOME, ...env } })
}

async function run(args: string[], env?: Record<string, string>, input = '') {
  const child = start(args, env)
  child.stdin.end(input)
  let out = ''
  for await (const chunk of child.stdout.setEncoding('utf8')) out += chunk
  if (child.exitCode === null) await new Promise((gone) => child.once('exit', gone))
  return { out, code: child.exitCode }
}

const reports = (out: string): FeedReport[] =>
  out
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as FeedReport)

describe('npm run feed', { timeout: patienceMs }, () => {
  it('says as one line of JSON what it heard', async () => {
    const { out, code } = await run(['--json', 'blog.xml'])
    expect(code).toBe(0)
    expect(reports(out)).toEqual([
      {
        input: 'blog.xml',
        format: 'rss',
        feed: { title: 'Blog', link: '/', description: 'All', author: 'Ann' },
        items: [
          {
            id: 'n1',
            link: '/1',
            title: 'Late & rude',
            author: 'Ann',
            published: '2026-03-09T10:11:12.000Z',
            updated: null,
            summary: '<p>Never <a href="/2">again</a></p>',
            content: null,
            text: 'Never again',
            language: null,
            media: [],
            inReplyTo: null,
            comments: null,
          },
        ],
        warnings: [],
        error: null,
      },
    ])
  })

  it('answers each line of its input with one, in order, whatever is wrong with it', async () => {
    const lines = [
      { file: 'blog.xml', baseUrl: 'https://blog.example/feed' },
      { file: 'broken.json' },
      { file: 'nowhere.xml' },
      { url: `${site.url}/feed` },
      { file: join(folder, 'blog.xml'), contentType: 'text/html' },
    ].map((line) => JSON.stringify(line))
    lines.splice(1, 0, 'no JSON')
    const { out, code } = await run(['--stdin'], {}, `${lines.join('\n')}\n`)
    expect(code).toBe(0)
    const said = reports(out)
    expect(said.map(({ error }) => error?.code ?? 'heard')).toEqual([
      'heard',
      'invalid_request',
      'feed_unparsable',
      'not_found',
      'feed_address_refused',
      'heard',
    ])
    expect(said[0]).toMatchObject({
      feed: { link: 'https://blog.example/' },
      items: [
        {
          link: 'https://blog.example/1',
          summary: '<p>Never <a href="https://blog.example/2">again</a></p>',
        },
      ],
    })
  })

  it('answers before the next line comes', async () => {
    const child = start(['--stdin'])
    const answers = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
    try {
      for (const file of ['blog.xml', 'nowhere.xml', 'blog.xml']) {
        child.stdin.write(`${JSON.stringify({ file })}\n`)
        const { value } = await answers.next()
        expect((JSON.parse(String(value)) as FeedReport).input).toBe(file)
      }
    } finally {
      child.stdin.end()
      child.kill()
    }
  })

  it('asks addresses, private ones only where that is allowed', async () => {
    const allowed = { EARSHOT_ALLOW_PRIVATE_FEEDS: '1' }
    const { out, code } = await run([`${site.url}/feed`, `${site.url}/gone`], allowed)
    expect(code).toBe(1)
    expect(out).toContain('atom, 0 items')
    expect(out).toContain('feed      Here')
    expect(out).toContain('nothing at this address (404)')
    expect((await run([`${site.url}/feed`])).out).toContain('cannot be heard')
  })

  it('says how it is used', async () => {
    const { out, code } = await run([])
    expect(code).toBe(1)
    expect(out).toContain('npm run feed -- <file or address>')
  })
})
