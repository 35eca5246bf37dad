import { monitorEventLoopDelay } from 'node:perf_hooks'
import { afterEach, describe, expect, it } from 'vitest'
import { createParser, type Parser, type ParserOptions } from '../../../shared/domain/sources/parse-thread.ts'
import { Problem } from '../../../shared/runtime/problem.ts'

const open: Parser[] = []
afterEach(async () => {
  for (const parser of open.splice(0)) await parser.close()
})
function start(options?: ParserOptions): Parser {
  const parser = createParser(options)
  open.push(parser)
  return parser
}

const meta = { url: 'http://feeds.example/', contentType: null }
const bytes = (text: string) => new TextEncoder().encode(text)
const rss = (inner: string) => `<rss version="2.0"><channel><title>t</title>${inner}</channel></rss>`
const item = (at: number, text: string) =>
  `<item><guid>${at}</guid><title>n${at}</title><description>${text}</description></item>`
const fine = bytes(rss(item(1, 'fine')))
/** Takes much longer to read than the shortest deadlines below. */
const slow = bytes(rss(Array.from({ length: 60_000 }, (_, at) => item(at, 'word '.repeat(20))).join('')))

async function codeOf(promise: Promise<unknown>): Promise<string> {
  return promise.then(
    () => 'parsed',
    (error: unknown) => (error instanceof Problem ? error.code : String(error)),
  )
}

describe('parsing in a thread', () => {
  it('gives items with their dates, and Problems as they are', async () => {
    const parser = start()
    const feed = await parser.parse(
      bytes(rss('<item><guid>1</guid><pubDate>Mon, 09 Mar 2026 10:11:12 GMT</pubDate></item>')),
      meta,
    )
    expect(feed).toMatchObject({ format: 'rss', feed: { title: 't' }, warnings: [] })
    expect(feed.items[0]?.publishedAt).toEqual(new Date('2026-03-09T10:11:12Z'))

    const page = '<html><head><link rel="alternate" type="application/rss+xml" href="/f"></head></html>'
    const error = await parser.parse(bytes(page), meta).catch((reason: unknown) => reason)
    expect(error).toBeInstanceOf(Problem)
    expect(error).toMatchObject({
      code: 'feed_is_html',
      facts: { discovered: [{ url: 'http://feeds.example/f', title: null, type: 'application/rss+xml' }] },
    })
  })

  it('stops a document that takes too long, and reads the next', async () => {
    const parser = start({ deadlineMs: 200 })
    const begun = performance.now()
    expect(await codeOf(parser.parse(slow, meta))).toBe('feed_too_slow_to_parse')
    expect(performance.now() - begun).toBeLessThan(4000)
    expect((await parser.parse(fine, meta)).items).toHaveLength(1)
  })

  it('survives a document that takes too much memory', async () => {
    const parser = start({ maxMemoryMb: 32 })
    expect(await codeOf(parser.parse(slow, meta))).toBe('feed_too_slow_to_parse')
    expect((await parser.parse(fine, meta)).items).toHaveLength(1)
  })

  it('does not count waiting in line towards the deadline', async () => {
    const parser = start({ threads: 1, deadlineMs: 200 })
    const codes = await Promise.all([
      codeOf(parser.parse(slow, meta)),
      codeOf(parser.parse(slow, meta)),
      codeOf(parser.parse(fine, meta)),
    ])
    expect(codes).toEqual(['feed_too_slow_to_parse', 'feed_too_slow_to_parse', 'parsed'])
  })

  it('does not count the start of its thread towards the deadline', async () => {
    const patient = start()
    const begun = performance.now()
    await patient.parse(fine, meta)
    const cold = performance.now() - begun
    const hasty = start({ deadlineMs: Math.floor(cold / 2) })
    expect((await hasty.parse(fine, meta)).items).toHaveLength(1)
  })

  it('leaves the event loop free meanwhile', async () => {
    const parser = start()
    await parser.parse(fine, meta)
    const large = bytes(
      rss(Array.from({ length: 10_000 }, (_, at) => item(at, 'word '.repeat(200))).join('')),
    )
    const delay = monitorEventLoopDelay({ resolution: 5 })
    delay.enable()
    expect((await parser.parse(large, meta)).items).toHaveLength(10_000)
    delay.disable()
    expect(delay.percentile(99) / 1e6).toBeLessThan(250)
  })
})
