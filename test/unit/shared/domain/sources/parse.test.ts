import { describe, expect, it } from 'vitest'
import { parseDocument } from '../../../../../shared/domain/sources/parse.ts'
import { itemsOf } from '../../../../../shared/domain/sources/parsing/items.ts'
import type { ParsedEntry } from '../../../../../shared/domain/sources/parsing/document.ts'
import { Problem } from '../../../../../shared/runtime/problem.ts'

const url = 'https://news.example/feed.xml'
const parse = async (document: string) => parseDocument(Buffer.from(document), { url, contentType: null })
const rss = (inner: string, attributes = '') => `<?xml version="1.0"?>
<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:content="http://purl.org/rss/1.0/modules/content/"
 xmlns:media="http://search.yahoo.com/mrss/" xmlns:thr="http://purl.org/syndication/thread/1.0"
 xmlns:sy="http://purl.org/rss/1.0/modules/syndication/" ${attributes}><channel><title>Talk</title>
 <link>https://news.example/</link>${inner}</channel></rss>`
const atom = (inner: string, attributes = '') =>
  `<feed xmlns="http://www.w3.org/2005/Atom" ${attributes}><title>Talk</title>${inner}</feed>`

async function only(document: string): Promise<ParsedEntry> {
  const { entries } = await parse(document)
  const [entry] = entries
  if (entry === undefined || entries.length !== 1) throw new Error(`${entries.length} entries`)
  return entry
}

async function problemOf(document: string): Promise<Problem> {
  const error = await parse(document).then(
    () => new Error('it was read'),
    (reason: unknown) => reason,
  )
  if (!(error instanceof Problem)) throw error
  return error
}

describe('dialects', () => {
  it('reads RSS 2.0', async () => {
    const document = await parse(
      rss(`<description>All of it</description><language>en-GB</language><ttl>30</ttl>
      <item><title>Late &amp;amp; rude</title><link>https://news.example/1</link><guid>n1</guid>
      <dc:creator>Ann</dc:creator><pubDate>Mon, 09 Mar 2026 10:11:12 GMT</pubDate>
      <description>&lt;p&gt;Never &lt;b&gt;again&lt;/b&gt;&lt;/p&gt;</description>
      <enclosure url="/a.jpg" type="image/jpeg" length="1"/></item>`),
    )
    expect(document).toMatchObject({
      format: 'rss',
      feed: { title: 'Talk', link: 'https://news.example/', description: 'All of it', ttlSeconds: 1800 },
    })
    expect(document.entries).toEqual([
      {
        id: 'n1',
        link: 'https://news.example/1',
        title: 'Late & rude',
        givenId: 'n1',
        author: 'Ann',
        authorUrl: null,
        published: new Date('2026-03-09T10:11:12Z'),
        updated: null,
        summary: '<p>Never <b>again</b></p>',
        content: null,
        text: 'Never again',
        language: 'en-gb',
        media: ['https://news.example/a.jpg'],
        inReplyTo: null,
        comments: null,
        counts: null,
      },
    ])
  })

  it('reads Atom 1.0', async () => {
    const entry = await only(
      atom(`<entry><id>tag:a,2026:1</id><title type="html">A &lt;i&gt;b&lt;/i&gt;</title>
      <link rel="self" href="/self"/><link rel="alternate" href="/post"/>
      <author><name>Ben</name><uri>/ben</uri></author><published>2026-03-09T10:00:00Z</published>
      <updated>2026-03-10T10:00:00Z</updated>
      <content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>Slow</p><p>again</p></div></content></entry>`),
    )
    expect(entry).toMatchObject({
      id: 'tag:a,2026:1',
      link: 'https://news.example/post',
      title: 'A b',
      author: 'Ben',
      authorUrl: 'https://news.example/ben',
      text: 'Slow\n\nagain',
      published: new Date('2026-03-09T10:00:00Z'),
      updated: new Date('2026-03-10T10:00:00Z'),
    })
  })

  it('keeps angle brackets of texts that are plain', async () => {
    const entry = await only(
      atom(
        '<entry><id>1</id><title type="text">a &lt;b&gt; c</title><summary type="text">1 &lt; 2</summary></entry>',
      ),
    )
    expect(entry).toMatchObject({ title: 'a <b> c', text: '1 < 2' })
  })

  it('reads RSS 1.0', async () => {
    const document = await parse(`<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
      xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>Old</title></channel>
      <item rdf:about="https://old.example/1"><title>One</title><link>https://old.example/1</link>
      <dc:date>2026-03-09</dc:date></item></rdf:RDF>`)
    expect(document.format).toBe('rdf')
    expect(document.entries).toMatchObject([
      { id: 'https://old.example/1', title: 'One', published: new Date('2026-03-09') },
    ])
  })

  it('reads JSON Feed, leniently', async () => {
    const document = await parse(
      JSON.stringify({
        title: 'J',
        home_page_url: 'https://j.example/',
        items: [
          {
            id: 7,
            url: '/7',
            content_html: '<p>Hi</p>',
            date_published: '2026-03-09T10:00:00+01:00',
            authors: [{ name: 'Cy', url: 'https://cy.example' }],
            attachments: [{ url: '/a.mp3' }],
          },
          { id: 'b', content_text: '1 < 2', author: 'Di', title: null },
          'no item',
        ],
      }),
    )
    expect(document).toMatchObject({ format: 'json', feed: { title: 'J', link: 'https://j.example/' } })
    expect(document.entries).toMatchObject([
      {
        id: '7',
        link: 'https://j.example/7',
        text: 'Hi',
        author: 'Cy',
        media: ['https://j.example/a.mp3'],
      },
      { id: 'b', text: '1 < 2', author: 'Di', title: '' },
    ])
  })

  it('reads RSS whose elements have a prefix', async () => {
    const entry = await only(
      '<r:rss version="2.0" xmlns:r="x"><r:channel><r:item><r:title>One</r:title></r:item></r:channel></r:rss>',
    )
    expect(entry.title).toBe('One')
  })

  it('unpacks base64 of Atom 0.3', async () => {
    const packed = Buffer.from('<p>Packed</p>').toString('base64')
    const entry = await only(
      `<feed version="0.3" xmlns="http://purl.org/atom/ns#"><entry><id>1</id><title>plain</title>
      <content type="text/html" mode="base64">${packed}</content></entry></feed>`,
    )
    expect(entry).toMatchObject({ title: 'plain', text: 'Packed' })
  })
})

describe('what takes the place of what is missing', () => {
  it('an id: the link, else a hash of what is said', async () => {
    const { entries } = await parse(
      rss(
        '<item><title>a</title><link>/1</link></item><item><title>b</title></item><item><title>c</title></item>',
      ),
    )
    expect(entries[0]?.id).toBe('https://news.example/1')
    expect(entries[1]?.id).toMatch(/^[\da-f]{64}$/)
    expect(entries[1]?.id).not.toBe(entries[2]?.id)
  })

  it('an id that stays the same however often the document is read', async () => {
    const document = rss('<item><title>b</title></item>')
    expect((await only(document)).id).toBe((await only(document)).id)
  })

  it('no link that is everybody’s', async () => {
    const { entries } = await parse(
      rss('<item><title>a</title><link>/</link></item><item><title>b</title><link>/</link></item>'),
    )
    expect(new Set(entries.map(({ id }) => id)).size).toBe(2)
  })

  it('an id of its own for each of those that share one, and one for a repeated entry', async () => {
    const { entries } = await parse(
      rss(`<item><guid>g</guid><link>/1</link><title>a</title></item><item><guid>g</guid><link>/2</link><title>b</title></item>
      <item><guid>g</guid><link>/1</link><title>a</title></item><item><guid>h</guid><title>x</title></item>
      <item><guid>h</guid><title>y</title></item><item><guid>k</guid><title>z</title></item>`),
    )
    expect(entries.map(({ title }) => title)).toEqual(['a', 'b', 'x', 'y', 'z'])
    expect(new Set(entries.map(({ id }) => id)).size).toBe(5)
    expect(entries.at(-1)?.id).toBe('k')
  })

  it('a link: the guid, or the enclosure', async () => {
    const { entries } = await parse(
      rss(`<item><guid>https://news.example/g</guid></item>
      <item><guid isPermaLink="false">https://news.example/h</guid><title>x</title></item>
      <item><title>y</title><enclosure url="https://news.example/e.mp3"/></item>`),
    )
    expect(entries.map(({ link }) => link)).toEqual([
      'https://news.example/g',
      null,
      'https://news.example/e.mp3',
    ])
  })

  it('no link that is not of the web', async () => {
    const entry = await only(rss('<item><title>x</title><link>javascript:alert(1)</link></item>'))
    expect(entry.link).toBeNull()
  })

  it('an author: the feed’s', async () => {
    const entry = await only(
      atom('<author><name>House</name></author><entry><id>1</id><title>x</title></entry>'),
    )
    expect(entry.author).toBe('House')
  })

  it('a text: content before description before media', async () => {
    const { entries } = await parse(
      rss(`<item><guid>1</guid><description>short</description><content:encoded><![CDATA[<p>long</p>]]></content:encoded></item>
      <item><guid>2</guid><description>short</description><content:encoded> </content:encoded></item>
      <item><guid>3</guid><media:group><media:description>spoken</media:description></media:group></item>`),
    )
    expect(entries.map(({ text }) => text)).toEqual(['long', 'short', 'spoken'])
  })

  it('a base for relative links: xml:base, nested', async () => {
    const entry = await only(
      atom(
        '<entry xml:base="b/"><id>1</id><title>x</title><link href="c"/></entry>',
        'xml:base="https://base.example/a/"',
      ),
    )
    expect(entry.link).toBe('https://base.example/a/b/c')
  })

  it('an interval: sy:updatePeriod', async () => {
    const { feed } = await parse(
      rss(
        '<sy:updatePeriod>daily</sy:updatePeriod><sy:updateFrequency>4</sy:updateFrequency><item><guid>1</guid></item>',
      ),
    )
    expect(feed.ttlSeconds).toBe(21_600)
  })
})

describe('damage', () => {
  it('takes an empty feed for what it is', async () => {
    for (const document of [
      '<rss version="2.0"><channel></channel></rss>',
      '<rss/>',
      '<feed xmlns="http://www.w3.org/2005/Atom"></feed>',
      rss(''),
      '{"version":"https://jsonfeed.org/version/1.1","title":"x","items":[]}',
    ]) {
      expect((await parse(document)).entries, document).toEqual([])
    }
  })

  it.each([
    ['an unescaped ampersand', rss('<item><guid>1</guid><title>R&D</title></item>'), 'R&D'],
    ['an HTML entity', rss('<item><guid>1</guid><title>a&nbsp;b&eacute;</title></item>'), 'a bé'],
    ['control characters', rss('<item><guid>1</guid><title>\u0000a\u0008b&#8;&#0;</title></item>'), 'ab'],
    ['a truncated end', rss('<item><guid>1</guid><title>a</title></item><item><title>b').slice(0, -20), 'a'],
    [
      'white space before the declaration',
      `\n\n  ${rss('<item><guid>1</guid><title>a</title></item>')}`,
      'a',
    ],
    [
      'a warning before it',
      `<br />\n<b>Warning</b>: oh\n${rss('<item><guid>1</guid><title>a</title></item>')}`,
      'a',
    ],
    ['an undeclared prefix', rss('<item><guid>1</guid><title>a</title><foo:bar>x</foo:bar></item>'), 'a'],
    [
      'a key that JavaScript knows',
      rss('<item><guid>1</guid><title>a</title><__proto__><x>1</x></__proto__></item>'),
      'a',
    ],
  ])('reads past %s', async (_, document, title) => {
    expect((await only(document)).title).toBe(title)
    expect(Object.hasOwn(Object.prototype, 'x')).toBe(false)
  })

  it('replaces a document’s own short entities, and no others', async () => {
    const entry = await only(
      `<!DOCTYPE rss [<!ENTITY brand "Acme"><!ENTITY two "&brand;&brand;"><!ENTITY file SYSTEM "file:///etc/passwd">
      <!ENTITY % p SYSTEM "http://127.0.0.1:9/"> %p;]>${rss('<item><guid>1</guid><title>&brand; &two; &file;</title></item>').replace(/<\?xml.*?\?>/, '')}`,
    )
    expect(entry.title).toBe('Acme &two; &file;')
  })

  it.each([
    ['nested', '<!ENTITY a "&b;&b;"><!ENTITY b "&c;&c;"><!ENTITY c "long">'],
    ['long', `<!ENTITY a "${'A'.repeat(50_000)}">`],
    ['many', `<!ENTITY a "${'A'.repeat(900)}">`],
  ])('does not let %s entities grow', async (_, entities) => {
    const items = `<item><guid>1</guid><description>${'&a;'.repeat(20_000)}</description></item>`
    const entry = await only(`<!DOCTYPE rss [${entities}]>${rss(items).replace(/<\?xml.*?\?>/, '')}`)
    expect(entry.text.length).toBeLessThanOrEqual(20_000)
    expect(entry.summary?.length).toBeLessThan(1_100_000)
  })

  it.each([
    ['', 'feed_empty_document', 'empty document'],
    ['  \n\u0000 ', 'feed_empty_document', 'empty document'],
    ['hello', 'feed_unparsable', 'neither XML nor JSON'],
    ['{"a":1}', 'feed_unparsable', 'no JSON Feed'],
    ['[1,2]', 'feed_unparsable', 'no JSON Feed'],
    ['{"items":', 'feed_unparsable', 'damaged'],
    ['<opml version="2.0"><body/></opml>', 'feed_unparsable', 'outermost element is <opml>'],
    ['<rss version="2.0"><channel><item><title', 'feed_unparsable', 'cut off before its first entry'],
  ])('says what is wrong with %j', async (document, code, sentence) => {
    const problem = await problemOf(document)
    expect(problem.code).toBe(code)
    expect(problem.message).toContain(sentence)
  })

  it('never fails in another way, wherever a document is cut or changed', async () => {
    const whole = rss('<item><title>a &amp; b</title><description><![CDATA[<p>x</p>]]></description></item>')
    for (let at = 0; at < whole.length; at += 3) {
      for (const document of [
        whole.slice(0, at),
        `${whole.slice(0, at)}<${whole.slice(at)}`,
        whole.slice(at),
      ]) {
        await parse(document).catch((error: unknown) => expect(error).toBeInstanceOf(Problem))
      }
    }
  })
})

describe('web pages', () => {
  const page = (head: string) => `<!DOCTYPE html><html><head>${head}</head><body><p>Hi</p></body></html>`

  it('offers the feeds that a page names', async () => {
    const problem = await problemOf(
      page(`<base href="/blog/"><link rel="alternate" type="application/rss+xml" title="All" href="feed.xml">
      <link rel="ALTERNATE" type="application/atom+xml" href="https://other.example/atom">
      <link rel="alternate" type="application/json" href="/wp-json/posts/1">
      <link rel="alternate" hreflang="de" href="/de"><link rel="stylesheet" type="text/css" href="x.css">`),
    )
    expect(problem.code).toBe('feed_is_html')
    expect(problem.message).toContain('It offers these feeds: https://news.example/blog/feed.xml')
    expect(problem.facts.discovered).toEqual([
      { url: 'https://news.example/blog/feed.xml', title: 'All', type: 'application/rss+xml' },
      { url: 'https://other.example/atom', title: null, type: 'application/atom+xml' },
    ])
  })

  it.each([
    page(''),
    '<html xmlns="http://www.w3.org/1999/xhtml"/>',
    '<div><body>x</body></div>',
    'Oops <html>',
  ])('knows %s for a page without feeds', async (document) => {
    expect(await problemOf(document)).toMatchObject({ code: 'feed_is_html', facts: { discovered: [] } })
  })

  it('reads a feed that is wrapped in a page', async () => {
    const inner = atom('<entry><id>1</id><title>x</title></entry>')
    expect((await only(`<!DOCTYPE html><html><body>${inner}</body></html>`)).title).toBe('x')
  })
})

describe('items', () => {
  const now = new Date('2026-03-09T12:00:00Z')
  const item = async (inner: string) =>
    itemsOf(await parse(rss(`<item><guid>1</guid>${inner}</item>`)), now)[0]

  it('are never dated in the future', async () => {
    expect(await item('<pubDate>Mon, 01 Jan 2035 00:00:00 GMT</pubDate>')).toMatchObject({ publishedAt: now })
  })

  it('have the date of their update when that is all there is', async () => {
    const [updated] = itemsOf(
      await parse(atom('<entry><id>1</id><title>x</title><updated>2026-01-02T00:00:00Z</updated></entry>')),
      now,
    )
    expect(updated?.publishedAt).toEqual(new Date('2026-01-02'))
  })

  it('of one conversation share its key', async () => {
    expect((await item('<link>/post/#comment-17</link>'))?.threadKey).toBe('https://news.example/post/')
    expect((await item('<thr:in-reply-to ref="tag:x" href="https://news.example/p"/>'))?.threadKey).toBe(
      'https://news.example/p',
    )
    expect((await item('<link>/post/#more</link>'))?.threadKey).toBeNull()
  })
})
