import { existsSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { refinementFor } from '../../../../../../../shared/domain/sources/connectors/rss/refine.ts'
import { parseDocument } from '../../../../../../../shared/domain/sources/parse.ts'
import { itemsOf } from '../../../../../../../shared/domain/sources/parsing/items.ts'

const samples = resolve(import.meta.dirname, '../../../../../../../../shared/data/feeds/samples')

const read = (document: string | Buffer, url: string) =>
  itemsOf(
    parseDocument(Buffer.from(document), { url, contentType: null }, { markup: false }),
    new Date(),
  ).map(refinementFor(url))
const sample = (path: string, url: string) => read(readFileSync(join(samples, path)), url)
const rss = (...items: string[]) => `<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel>
  <title>T</title><link>https://site.example</link>${items.map((item) => `<item>${item}</item>`).join('')}</channel></rss>`
const atom = (...entries: string[]) =>
  `<feed xmlns="http://www.w3.org/2005/Atom"><title>T</title>${entries.map((entry) => `<entry>${entry}</entry>`).join('')}</feed>`

describe('Google Alerts', () => {
  const url = 'https://www.google.com/alerts/feeds/1/2'
  const alert = (link: string) => read(atom(`<id>1</id><title>Acme</title><link href="${link}"/>`), url)[0]

  it('lead to the page itself', () => {
    expect(
      alert(
        'https://www.google.com/url?rct=j&amp;sa=t&amp;url=https://news.example/a%3Fid%3D7%26utm_source%3Dx&amp;ct=ga',
      ),
    ).toMatchObject({
      url: 'https://news.example/a?id=7&utm_source=x',
      identity: 'https://news.example/a?id=7',
    })
  })

  it('keep what is no wrapped link, or leads to no page', () => {
    for (const link of ['https://news.example/url?url=https://other.example/', 'https://www.google.com/maps'])
      expect(alert(link)?.url).toBe(link)
    expect(alert('https://www.google.com/url?url=javascript:alert(1)')?.url).toMatch(/^https:\/\/www\.google/)
  })

  it.skipIf(!existsSync(samples))('as recorded (needs ../shared/data)', () => {
    const items = sample('google-alerts/alert.atom.xml', url)
    expect(items).toHaveLength(20)
    expect(items[1]).toMatchObject({
      url: 'https://investorplace.com/2019/07/slack-stock-truly-compelling/',
      title: 'Slack Stock Has a Compelling Story and the Numbers to Back It Up',
      author: null,
    })
    for (const item of items) expect(item.url).not.toContain('google.com')
  })
})

describe('Google News', () => {
  const url = 'https://news.google.com/rss/search?q=acme'
  const news = (title: string, description: string) =>
    read(rss(`<guid>1</guid><title>${title}</title><description>${description}</description>`), url)[0]

  it('has the publisher as the author, not in the title, and does not say everything twice', () => {
    expect(
      news('Acme fails - again - The Daily - News', 'Acme fails - again The Daily - News'),
    ).toMatchObject({
      title: 'Acme fails - again',
      author: 'The Daily - News',
      text: '',
    })
  })

  it('keeps what several publishers say', () => {
    const list = '&lt;ol&gt;&lt;li&gt;Acme fails&lt;/li&gt;&lt;li&gt;Acme is down&lt;/li&gt;&lt;/ol&gt;'
    expect(news('Acme fails - Post', list)).toMatchObject({
      title: 'Acme fails',
      author: 'Post',
      text: expect.stringContaining('Acme is down') as string,
    })
  })

  it.skipIf(!existsSync(samples))('as recorded (needs ../shared/data)', () => {
    expect(sample('google-news/search-chemnitz.rss', url)[0]).toMatchObject({
      title: 'Ehemaliges Chemnitzer Straßenbahndepot wird zu Garagencampus',
      author: 'MDR',
      text: '',
      language: 'de',
    })
  })
})

describe('Reddit', () => {
  it.skipIf(!existsSync(samples))('as recorded today (needs ../shared/data)', () => {
    expect(
      sample('reddit/feed-comments-2026.xml', 'https://www.reddit.com/comments/1fixture/.rss'),
    ).toMatchObject([
      {
        externalId: 't3_1fixture',
        title: 'Why does the budget flag round up?',
        text: 'A page that runs a little over the budget prints whole instead of being cut. Is that on purpose?',
        author: 'fixture_poster',
        threadKey: 't3_1fixture',
      },
      {
        externalId: 't1_c0000001',
        title: 'Why does the budget flag round up?',
        text: 'Yes. One extra tool call costs more than the tokens it would save.',
        author: 'first_reply',
        threadKey: 't3_1fixture',
      },
    ])
  })

  it.skipIf(!existsSync(samples))('as recorded long ago (needs ../shared/data)', () => {
    for (const file of [
      'reddit/feed-reddit.rss',
      'reddit/feed-reddit-atom.rss',
      'reddit/feed-reddit-home.rss',
    ]) {
      const items = sample(file, 'https://www.reddit.com/.rss')
      expect(items.length).toBeGreaterThan(20)
      for (const item of items) {
        expect(item.text, item.url ?? '').not.toMatch(/\[link\]|submitted by/)
        expect(item.threadKey).toMatch(/^t3_[a-z\d]+$/)
        expect(item.engagement?.replies).toBeGreaterThanOrEqual(0)
      }
    }
  })

  it('is one post at all its addresses', () => {
    const post = (host: string) =>
      read(
        atom(
          `<id>t3_1</id><title>x</title><link href="https://${host}/r/Acme/comments/1abc/x/"/><content>submitted by mistake</content>`,
        ),
        'https://old.reddit.com/r/acme/.rss',
      )[0]
    expect(post('old.reddit.com')?.identity).toBe(post('www.reddit.com')?.identity)
    expect(post('old.reddit.com')).toMatchObject({
      url: 'https://www.reddit.com/r/Acme/comments/1abc/x/',
      text: 'submitted by mistake',
    })
  })
})

describe('comments on a WordPress site', () => {
  const comment = (title: string, author = '') =>
    read(
      rss(
        `<title>${title}</title><link>https://blog.example/a/#comment-7</link>${author && `<dc:creator>${author}</dc:creator>`}<description>Fine</description>`,
      ),
      'https://blog.example/comments/feed/',
    )[0]

  it('have the title of what they comment on, their author, and one conversation', () => {
    expect(comment('Comment on Made by hand by Jane Doe', 'Jane Doe')).toMatchObject({
      title: 'Made by hand',
      author: 'Jane Doe',
      threadKey: 'https://blog.example/a/',
      url: 'https://blog.example/a/#comment-7',
      identity: 'https://blog.example/a#comment-7',
    })
    expect(comment('Kommentar zu Neu von Jörg')).toMatchObject({ title: 'Neu', author: 'Jörg' })
    expect(comment('Commentaires sur Du neuf par Zoé')).toMatchObject({ title: 'Du neuf', author: 'Zoé' })
    expect(comment('By: Ann')).toMatchObject({ title: '', author: 'Ann' })
    expect(comment('Something else')).toMatchObject({ title: 'Something else' })
  })
})

describe('YouTube', () => {
  it.skipIf(!existsSync(samples))('says how often a film was seen and liked (needs ../shared/data)', () => {
    const url = 'https://www.youtube.com/feeds/videos.xml?user=google'
    expect(sample('youtube/channel.atom.xml', url)[0]).toMatchObject({
      externalId: 'yt:video:5shykyfmb28',
      author: 'Google',
      engagement: { likes: 3546, views: 251497 },
    })
  })
})
