import { stat } from 'node:fs/promises'
import { basename } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createFeedReader } from '../../../server/feed-read.ts'
import type { FeedReport } from '../../../server/feed-report.ts'
import { createSafeHttp, type SafeHttp } from '../../../shared/domain/sources/http.ts'
import { createParser, type Parser } from '../../../shared/domain/sources/parse-thread.ts'
import { corpusFolder } from '../../support/feed-corpus.ts'
import { makeHostileFeeds } from '../../support/hostile-feeds.ts'

const folder = corpusFolder()
if (folder === null) {
  console.warn('The hostile feeds are not on this machine, so their test is skipped.')
}

const deadlineMs = 8000
const cap = 15_000_000
const mb = 1_000_000

describe.skipIf(folder === null)('documents made to do harm', () => {
  let parser: Parser
  let http: SafeHttp
  let made: Awaited<ReturnType<typeof makeHostileFeeds>>
  beforeAll(async () => {
    made = await makeHostileFeeds(folder ?? '')
    parser = createParser({ deadlineMs })
    http = createSafeHttp({ allowPrivate: false, userAgent: 'Earshot/test' })
    const warm = new TextEncoder().encode('<rss><channel><title>t</title></channel></rss>')
    await parser.parse(warm, { url: null, contentType: null })
  }, 120_000)
  afterAll(async () => {
    await parser.close()
    await http.close()
    await made.dispose()
  })

  it('end in a report within the deadline, small, and harm nobody', { timeout: 240_000 }, async () => {
    expect(made.files.length).toBeGreaterThan(20)
    const read = createFeedReader({ parser, http })
    const start = process.memoryUsage().rss
    let most = start
    const watch = setInterval(() => (most = Math.max(most, process.memoryUsage().rss)), 20)
    try {
      // The two long but harmless ones are what the benchmark measures.
      for (const file of made.files.filter((name) => !basename(name).startsWith('perf-'))) {
        const begun = performance.now()
        const report = await read({
          input: basename(file),
          place: { file },
          contentType: null,
          baseUrl: null,
        })
        expect(performance.now() - begun, file).toBeLessThan(deadlineMs + 2000)
        if ((await stat(file)).size > cap) expect(report.error?.code, file).toBe('feed_too_large')
        else expect(report.error?.code ?? 'heard', file).toBe(expected[basename(file)] ?? 'heard')
        expectClean(report)
      }
    } finally {
      clearInterval(watch)
    }
    // One document takes half of this; V8 is in no hurry to give back what the others took.
    expect((most - start) / mb).toBeLessThan(450)
    expect(({} as Record<string, unknown>).polluted).toBeUndefined()
  })
})

/** Those that are no feeds; the others are, however strange. */
const expected: Record<string, string> = {
  'html-not-feed-5MB.html': 'feed_is_html',
  'gz-like-binary.bin': 'feed_unparsable',
}

function expectClean({ input, items }: FeedReport): void {
  expect(items.length, input).toBeLessThanOrEqual(100_000)
  for (const { title, text } of items.slice(0, 1000)) {
    const shown = `${title}${text}`
    expect(text.length, input).toBeLessThanOrEqual(20_000)
    expect(shown.includes('root:'), input).toBe(false)
    // oxlint-disable-next-line no-control-regex -- none may be left
    expect(/[\u0000-\u0008\u000b-\u001f\ufffe\uffff]/.test(shown), input).toBe(false)
  }
}
