import { cleanup, render, screen } from '@testing-library/react'
import { afterEach, expect, it } from 'vitest'
import { FeedNotices } from '../../../../client/features/feeds/feed-notices.tsx'
import type { Feed } from '../../../../shared/contract/feed.ts'

afterEach(cleanup)

const at = '2026-03-10T12:00:00.000Z'
const show = (more: Partial<Feed>) =>
  render(
    <FeedNotices
      feed={
        {
          enabled: true,
          streamed: false,
          blocked: null,
          silentSince: null,
          consecutiveFailures: 0,
          lastProblem: null,
          ...more,
        } as Feed
      }
    />,
  )

it('says nothing of a feed that does well', () => {
  expect(show({}).container.textContent).toBe('')
})

it('says why a check failed and what comes next', () => {
  show({
    consecutiveFailures: 3,
    lastProblem: { code: 'feed_timeout', detail: 'It took too long.', at },
  })
  expect(screen.getByText('It took too long.')).toBeTruthy()
  expect(screen.getByText(/last 3 checks failed.*tried again by itself/)).toBeTruthy()
})

it('says why Earshot switched a feed off that never failed', () => {
  show({ enabled: false, lastProblem: { code: 'feed_exists', detail: 'It has moved to another.', at } })
  expect(screen.getByText('It has moved to another.')).toBeTruthy()
  expect(screen.getByText('It is switched off.')).toBeTruthy()
})

it('says a refusal once, as the wait that it led to', () => {
  show({
    consecutiveFailures: 1,
    host: 'example.org',
    blocked: { until: at, detail: 'example.org asks us to wait.' },
    lastProblem: { code: 'feed_rate_limited', detail: 'It refused.', at },
  })
  expect(screen.queryByText('It refused.')).toBeNull()
  expect(screen.getByText('example.org asks us to wait.')).toBeTruthy()
})
