import { act, renderHook } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import { joined, keyOf, newFeedOf, type FeedChoice } from '../../../client/lib/feed-choice.ts'
import { isWorthIt, newestMatches, useFeedTrials, type Trial } from '../../../client/lib/feed-trial.ts'
import type { FeedTest } from '../../../shared/contract/feed.ts'

const choice = (tag: string, more: Partial<FeedChoice> = {}): FeedChoice => ({
  source: 'rss',
  sourceName: 'Feed',
  streamed: false,
  config: { url: tag },
  title: tag,
  url: tag,
  named: false,
  ...more,
})
const result = (more: Partial<FeedTest> = {}): FeedTest => ({
  ok: true,
  problem: null,
  finalUrl: null,
  format: 'rss',
  title: null,
  itemCount: 0,
  matched: 0,
  queued: 0,
  duplicates: 0,
  items: [],
  warnings: [],
  durationMs: 1,
  ...more,
})

function manual() {
  const open: { choice: FeedChoice; answer: PromiseWithResolvers<FeedTest> }[] = []
  const { result: hook } = renderHook(() =>
    useFeedTrials((asked) => {
      const answer = Promise.withResolvers<FeedTest>()
      open.push({ choice: asked, answer })
      return answer.promise
    }),
  )
  return { open, hook }
}

describe('tests of many feeds', () => {
  it('run four at a time, each with its own state', async () => {
    const { open, hook } = manual()
    const choices = ['a', 'b', 'c', 'd', 'e', 'f'].map((tag) => choice(tag))
    act(() => hook.current.run(choices))
    expect(open.length).toBe(4)
    expect(choices.map((one) => hook.current.trialOf(one).state)).toEqual(Array(6).fill('running'))
    await act(async () => open[1]!.answer.resolve(result({ itemCount: 7 })))
    expect(open.length).toBe(5)
    await act(async () => open[0]!.answer.reject(new Error('away')))
    expect(open.length).toBe(6)
    expect(hook.current.trialOf(choices[1]!)).toMatchObject({ state: 'done', result: { itemCount: 7 } })
    expect(hook.current.trialOf(choices[0]!).state).toBe('failed')
    expect(hook.current.trialOf(choice('never')).state).toBe('none')
  })

  it('only the last test of a feed counts; what the one before has found stays until then', async () => {
    const { open, hook } = manual()
    const one = choice('a')
    act(() => hook.current.run([one]))
    await act(async () => open[0]!.answer.resolve(result({ matched: 1 })))
    act(() => hook.current.run([one]))
    expect(hook.current.trialOf(one)).toMatchObject({ state: 'running', before: { matched: 1 } })
    act(() => hook.current.run([one]))
    await act(async () => open[2]!.answer.resolve(result({ matched: 3 })))
    await act(async () => open[1]!.answer.resolve(result({ matched: 2 })))
    expect(hook.current.trialOf(one)).toMatchObject({ state: 'done', result: { matched: 3 } })
  })
})

describe('what a test says', () => {
  const failed = (code: string): Trial => ({
    state: 'done',
    result: result({ ok: false, problem: { code, type: '', title: '', status: 502, detail: '' } as never }),
  })

  it('a feed that cannot be heard for the moment is worth listening to, one that is none is not', () => {
    expect(
      ['feed_unreachable', 'feed_rate_limited', 'feed_timeout'].map((code) => isWorthIt(failed(code))),
    ).toEqual([true, true, true])
    expect(
      ['feed_not_found', 'feed_is_html', 'feed_forbidden'].map((code) => isWorthIt(failed(code))),
    ).toEqual([false, false, false])
    expect(isWorthIt({ state: 'running' })).toBeNull()
    expect(isWorthIt({ state: 'done', result: result() })).toBe(true)
  })

  it('the newest matches of all feeds come first, each post once', () => {
    const item = (url: string, publishedAt: string | null) => ({
      title: '',
      text: url,
      url,
      author: null,
      publishedAt,
      matched: true,
      spans: [],
      score: null,
      label: null,
      queued: false,
    })
    const trials: Trial[] = [
      {
        state: 'done',
        result: result({
          matched: 2,
          items: [item('a', '2026-01-01T00:00:00Z'), item('b', null), item('other', null)],
        }),
      },
      {
        state: 'running',
        before: result({ matched: 2, items: [item('c', '2026-01-02T00:00:00Z'), item('a', null)] }),
      },
      failed('feed_timeout'),
      { state: 'none' },
    ]
    expect(newestMatches(trials).map(({ url }) => url)).toEqual(['c', 'a', 'b'])
    expect(newestMatches(trials, 1).map(({ url }) => url)).toEqual(['c'])
  })
})

it('a choice is the same wherever it comes from, and is saved with its title only when that is its own', () => {
  const one = choice('x', { config: { tag: 'a', host: 'b' } })
  const two = choice('x', { config: { host: 'b', tag: 'a' }, title: 'again' })
  expect(keyOf(one)).toBe(keyOf(two))
  expect(joined([one], [two, choice('y')]).map(({ title }) => title)).toEqual(['x', 'y'])
  expect(newFeedOf(one)).toEqual({ source: 'rss', config: { tag: 'a', host: 'b' } })
  expect(newFeedOf({ ...one, named: true, credential: 's' })).toEqual({
    source: 'rss',
    config: { tag: 'a', host: 'b' },
    credential: 's',
    title: 'x',
  })
})
