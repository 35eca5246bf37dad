import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import type { Feed } from '../../../../../shared/contract/feed.ts'
import { readOpml, writeOpml } from '../../../../../shared/domain/feeds/opml.ts'

const document = (outlines: string) =>
  `<?xml version="1.0"?><opml version="1.1"><body>${outlines}</body></opml>`

describe('reading', () => {
  test('outlines at any depth, untitled ones, and attributes in any case', () => {
    const opml = document(`
      <outline text="News"><outline text="Local">
        <outline TEXT="Town &amp; country" XMLURL="https://town.example/feed?a=1&amp;b=2"/>
      </outline></outline>
      <outline xmlurl=" https://bare.example/rss "/>
      <outline title="Given" text="Other" xmlUrl="https://both.example/"/>
      <outline text="A bookmark" htmlUrl="https://page.example/"/>
      <outline text="Again" xmlUrl="https://bare.example/rss"/>`)
    expect(readOpml(opml)).toEqual([
      { url: 'https://town.example/feed?a=1&b=2', title: 'Town & country' },
      { url: 'https://bare.example/rss', title: '' },
      { url: 'https://both.example/', title: 'Given' },
    ])
  })

  test('a byte order mark and stray ampersands are no obstacle', () => {
    const opml = `\ufeff${document('<outline text="A & B" xmlUrl="https://a.example/?x=1&y=2"/>')}`
    expect(readOpml(opml)).toEqual([{ url: 'https://a.example/?x=1&y=2', title: 'A & B' }])
  })

  test.each([
    ['plain words', 'hello'],
    ['a web page', '<!doctype html><html><body><p>Hi</p></body></html>'],
    ['a file that was cut', '<opml><body><outline xmlUrl="https://a.exa'],
    ['no feed in it', document('<outline text="A bookmark" htmlUrl="https://page.example/"/>')],
    [
      'too many',
      document(Array.from({ length: 1001 }, (_, i) => `<outline xmlUrl="https://a.example/${i}"/>`).join('')),
    ],
    ['nested without end', `<opml><body>${'<outline text="x">'.repeat(10_000)}`],
    [
      'a file of the machine',
      '<!DOCTYPE opml [<!ENTITY a SYSTEM "file:///etc/passwd">]><opml><body><outline text="&a;" xmlUrl="https://a.example/"/></body></opml>',
    ],
    ['a name that poisons objects', document('<__proto__/><outline xmlUrl="https://a.example/"/>')],
  ])('%s is refused at once, in words', (_, opml) => {
    const startedAt = performance.now()
    expect(() => readOpml(opml)).toThrow(/OPML|lists/)
    expect(performance.now() - startedAt).toBeLessThan(1000)
  })

  test('entities that multiply stay what they are', () => {
    const levels = Array.from({ length: 9 }, (_, i) => `<!ENTITY e${i + 1} "${`&e${i};`.repeat(10)}">`).join(
      '',
    )
    const opml = `<!DOCTYPE opml [<!ENTITY e0 "ha">${levels}]>${document('<outline text="&e9;" xmlUrl="https://a.example/"/>')}`
    let titles = ['']
    try {
      titles = readOpml(opml).map(({ title }) => title)
    } catch {}
    expect(titles.join('').length).toBeLessThan(1000)
  })
})

const feed = (more: Partial<Feed>): Feed =>
  ({
    source: 'rss',
    url: 'https://a.example/',
    title: '',
    siteUrl: null,
    hasCredential: false,
    ...more,
  }) as Feed

test('only feeds with an address of their own are written, and what is written can be read', () => {
  const opml = writeOpml([
    feed({
      url: 'https://town.example/feed?a=1&b=2',
      title: '“Town” & <country>',
      siteUrl: 'https://town.example/',
    }),
    feed({ url: 'https://bare.example/rss' }),
    feed({ source: 'mastodon', url: 'https://m.example/tags/acme', hasCredential: true }),
  ])
  expect(readOpml(opml)).toEqual([
    { url: 'https://town.example/feed?a=1&b=2', title: '“Town” & <country>' },
    { url: 'https://bare.example/rss', title: 'https://bare.example/rss' },
  ])
  expect(opml).toContain('htmlUrl="https://town.example/"')
  expect(opml).not.toContain('m.example')
})

test('without any feed of this kind the document is empty, and valid', () => {
  for (const feeds of [[], [feed({ source: 'bluesky' })]]) {
    expect(writeOpml(feeds)).toMatch(/^<\?xml .*\n<opml version="2.0">.*<\/opml>\n$/)
    expect(() => readOpml(writeOpml(feeds))).toThrow(/lists no feed/)
  }
})

const samples = new URL('../../../../../../shared/data/feeds/samples/opml/', import.meta.url)
test.skipIf(!existsSync(samples))('what other programs export is read', () => {
  for (const [file, count] of [
    ['Subs.opml', 1],
    ['SubsNoTitleAttributes.opml', 1],
  ] as const) {
    const text = readFileSync(new URL(file, samples), 'utf8')
    const addresses = new Set([...text.matchAll(/xmlUrl="([^"]+)"/g)].map(([, url]) => url))
    expect(readOpml(text).length).toBe(addresses.size)
    expect(addresses.size).toBeGreaterThan(count)
  }
})
