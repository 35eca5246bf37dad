import { beforeEach, describe, expect, it } from 'vitest'
import { readDraft, writeDraft } from '../../../../client/features/first-run/draft.ts'
import { stepOf } from '../../../../client/features/first-run/steps.ts'
import { suggestedFeeds } from '../../../../client/features/first-run/suggested-feeds.ts'
import { ProblemError } from '../../../../client/lib/problem-error.ts'
import { feedUrl } from '../../../../shared/contract/feed.ts'

const about = (path: string) =>
  stepOf(new ProblemError('invalid_request', '', { fields: [{ path, message: '' }] }))

describe('an error of the last call', () => {
  it('leads to the step that it is about', () => {
    expect([about('password'), about('admin/email')]).toEqual(['you', 'you'])
    expect([about('queries/0/text'), about('brand/queries'), about('brand/name')]).toEqual([
      'brand',
      'brand',
      'brand',
    ])
    expect([about('url'), about('feeds/0/url')]).toEqual(['feed', 'feed'])
  })

  it('leads nowhere when it is about nothing that was typed', () => {
    expect([about('other'), stepOf(new Error('x')), stepOf(new ProblemError('disk_full', ''))]).toEqual([
      null,
      null,
      null,
    ])
  })
})

describe('the draft', () => {
  beforeEach(() => localStorage.clear())

  it('comes back as it was, and is forgotten when told', () => {
    const draft = {
      you: { name: 'Ana', email: 'a' },
      brand: { name: 'Acme', query: 'a' },
      feed: { url: 'x' },
    }
    writeDraft(draft)
    expect(readDraft()).toEqual(draft)
    writeDraft(null)
    expect(readDraft().you.name).toBe('')
  })

  it('is empty when what is stored is damaged', () => {
    for (const damaged of ['{', '[]', '{"you":{}}', 'null']) {
      localStorage.setItem('earshot.first-run', damaged)
      expect(readDraft()).toEqual({
        you: { name: '', email: '' },
        brand: { name: '', query: '' },
        feed: { url: '' },
      })
    }
  })
})

describe('suggested feeds', () => {
  it('are addresses that can be saved, with the brand as a phrase', () => {
    const feeds = suggestedFeeds('Acme "Air" & Söhne')
    expect(feeds.length).toBe(4)
    for (const { url } of feeds) expect(feedUrl.safeParse(url).success).toBe(true)
    expect(feeds[0]!.url).toContain('%22Acme%20Air%20%26%20S%C3%B6hne%22')
    expect(feeds.at(-1)).toEqual({
      name: '#acmeairsöhne on Mastodon',
      url: 'https://mastodon.social/tags/acmeairs%C3%B6hne.rss',
    })
  })

  it('are none without a name, and none by tag without a letter', () => {
    expect(suggestedFeeds(' ')).toEqual([])
    expect(suggestedFeeds('***').map(({ name }) => name)).toEqual(['Google News', 'Reddit', 'Hacker News'])
  })
})
