import { describe, expect, it } from 'vitest'
import { parseDocument } from '../../../../../../shared/domain/sources/parse.ts'

const url = 'https://site.example/feed'
const parse = (document: string) => parseDocument(Buffer.from(document), { url, contentType: null })
const rss = (inner: string) => `<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"
  xmlns:atom="http://www.w3.org/2005/Atom" xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd"
  xmlns:media="http://search.yahoo.com/mrss/" xmlns:slash="http://purl.org/rss/1.0/modules/slash/"
  xmlns:feedburner="http://rssnamespace.org/feedburner/ext/1.0"><channel>${inner}</channel></rss>`
const itemOf = (inner: string) => parse(rss(`<item>${inner}</item>`)).entries[0]
const entryOf = (inner: string, version = '') =>
  parse(`<feed xmlns="http://www.w3.org/2005/Atom"${version}><entry>${inner}</entry></feed>`).entries[0]

describe('what a poller needs', () => {
  it('from RSS', () => {
    const { feed } = parse(
      rss(`<ttl>90</ttl><skipHours><hour>0</hour><hour>24</hour><hour>7</hour><hour>x</hour></skipHours>
      <skipDays><day>Sunday</day><day>saturday</day><day>Noday</day></skipDays>
      <atom:link rel="hub" href="https://hub.example/"/><atom:link rel="self" href="/feed.xml"/>
      <itunes:new-feed-url>https://new.example/feed</itunes:new-feed-url>`),
    )
    expect(feed).toMatchObject({
      ttlSeconds: 5400,
      skipHours: [0, 7],
      skipDays: [0, 6],
      hub: 'https://hub.example/',
      self: 'https://site.example/feed.xml',
      movedTo: 'https://new.example/feed',
    })
  })

  it('from Atom and JSON Feed', () => {
    const atom =
      '<feed xmlns="http://www.w3.org/2005/Atom"><link rel="hub" href="/hub"/><link rel="self" href="/f"/></feed>'
    const json = JSON.stringify({
      items: [],
      feed_url: '/f',
      hubs: [
        { type: 'rssCloud', url: '/no' },
        { type: 'WebSub', url: '/hub' },
      ],
    })
    for (const document of [atom, json]) {
      expect(parse(document).feed).toMatchObject({
        hub: 'https://site.example/hub',
        self: 'https://site.example/f',
        skipHours: [],
        movedTo: null,
      })
    }
  })
})

describe('links', () => {
  it.each([
    [
      'the page itself before the counter',
      '<link>https://c.example/1</link><feedburner:origLink>https://a.example/1</feedburner:origLink>',
      'https://a.example/1',
    ],
    ['as it is written', '<link>https://A.example</link>', 'https://A.example'],
    ['made safe where it could not be used', '<link>https://a.example/a b</link>', 'https://a.example/a%20b'],
    ['that of Atom', '<atom:link href="/2"/>', 'https://site.example/2'],
    ['a guid that is one', '<guid>https://a.example/3</guid>', 'https://a.example/3'],
    ['a guid that is not', '<guid isPermaLink="false">https://a.example/3</guid>', null],
    ['what people may not follow', '<link>javascript:alert(1)</link>', null],
  ])('%s', (_, inner, link) => expect(itemOf(inner)?.link).toBe(link))

  it('belong to the site when another host serves its feed', () => {
    const { entries } = parse(rss('<link>https://blog.example/</link><item><link>/1</link></item>'))
    expect(entries[0]?.link).toBe('https://blog.example/1')
  })

  it('stay relative when nobody knows where the document came from', () => {
    const bytes = Buffer.from(rss('<link>/</link><item><link>/1</link></item>'))
    const { feed, entries } = parseDocument(bytes, { url: null, contentType: null })
    expect([feed.link, entries[0]?.link]).toEqual(['/', '/1'])
  })
})

describe('people', () => {
  it.each([
    ['<author>ann@a.example (Ann)</author>', 'Ann'],
    ['<author>Ann &lt;ann@a.example&gt;</author>', 'Ann'],
    ['<author><name>Ann</name></author>', 'Ann'],
    ['<author>ann@a.example</author>', 'ann@a.example'],
    ['<dc:creator>Ann</dc:creator><dc:creator>Ben</dc:creator>', 'Ann, Ben'],
    ['<itunes:author>Ann</itunes:author>', 'Ann'],
    ['<atom:author><atom:name>Ann</atom:name></atom:author>', 'Ann'],
    ['<media:credit>Ann</media:credit>', 'Ann'],
  ])('%s', (inner, author) => expect(itemOf(inner)?.author).toBe(author))

  it.each([
    '<managingEditor>e@a.example (Eve)</managingEditor>',
    '<webMaster>Eve</webMaster>',
    '<itunes:owner><itunes:name>Eve</itunes:name></itunes:owner>',
  ])('of the feed, where an item names none: %s', (inner) => {
    const { feed, entries } = parse(rss(`${inner}<item><title>a</title></item>`))
    expect([feed.author, entries[0]?.author]).toEqual(['Eve', 'Eve'])
  })
})

describe('texts', () => {
  it.each([
    [
      '<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>a &lt;b></p></div></content>',
      '<p>a &lt;b></p>',
    ],
    ['<content type="html">&lt;a href="/1">x&lt;/a></content>', '<a href="https://site.example/1">x</a>'],
    ['<content type="text">1 &lt; 2</content>', '1 < 2'],
    ['<content type="application/octet-stream" mode="base64">PHA+eDwvcD4=</content>', '<p>x</p>'],
    ['<content mode="xml"><p>x</p></content>', '<p>x</p>'],
    ['<content mode="escaped" type="text/html">&lt;p>x&lt;/p></content>', '<p>x</p>'],
  ])('of Atom: %s', (inner, content) => expect(entryOf(inner)?.content).toBe(content))

  it.each([
    '<fullitem>&lt;p>x&lt;/p></fullitem>',
    '<body xmlns="http://www.w3.org/1999/xhtml"><p>x</p></body>',
    '<xhtml:body xmlns:xhtml="http://www.w3.org/1999/xhtml"><xhtml:p>x</xhtml:p></xhtml:body>',
  ])('of RSS: %s', (inner) => expect(itemOf(inner)).toMatchObject({ content: '<p>x</p>', text: 'x' }))

  it('have their references resolved, those of Windows too', () => {
    expect(itemOf('<title>a&nbsp;&#146;b&hellip; &unknown; &amp;copy;</title>')?.title).toBe(
      'a ’b… &unknown; ©',
    )
  })
})

describe('other shapes', () => {
  it('reads CDF', () => {
    const { entries, feed } = parse(
      '<CHANNEL HREF="/home"><ABSTRACT>All</ABSTRACT><ITEM HREF="/1" LASTMOD="2026-03-09"><TITLE>One</TITLE></ITEM></CHANNEL>',
    )
    expect(feed).toMatchObject({ link: 'https://site.example/home', description: 'All' })
    expect(entries).toMatchObject([
      { link: 'https://site.example/1', title: 'One', updated: new Date('2026-03-09') },
    ])
  })

  it('reads RSS written as JSON', () => {
    const { format, feed, entries } = parse(
      JSON.stringify({
        rss: {
          version: '2.0',
          channel: {
            title: 'J',
            link: 'https://j.example/',
            item: { title: 'One', guid: { '#value': 'g1' }, description: '<p>x</p>', pubDate: '2026-03-09' },
          },
        },
      }),
    )
    expect([format, feed.title]).toEqual(['json', 'J'])
    expect(entries).toMatchObject([{ id: 'g1', title: 'One', text: 'x', published: new Date('2026-03-09') }])
  })

  it('counts what people did, and says where they talk', () => {
    expect(itemOf('<comments>/1#talk</comments><slash:comments>7</slash:comments>')).toMatchObject({
      comments: 'https://site.example/1#talk',
      counts: { replies: 7 },
    })
    expect(
      entryOf(`<group xmlns="http://search.yahoo.com/mrss/"><community><starRating count="5" average="5"/>
        <statistics views="900"/></community></group>`)?.counts,
    ).toEqual({ likes: 5, views: 900 })
  })

  it('stops at very many entries, and says so', () => {
    const { entries, warnings } = parse(rss('<item><guid>x</guid>'.repeat(100_001)))
    expect(entries).toHaveLength(1)
    expect(warnings.join()).toContain('first 100000')
  })
})
