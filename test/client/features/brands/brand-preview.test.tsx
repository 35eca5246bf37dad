import { cleanup, render, screen } from '@testing-library/react'
import { afterEach, expect, it } from 'vitest'
import { BrandPreviewPanel } from '../../../../client/features/brands/brand-preview.tsx'

afterEach(cleanup)

it.each([
  [false, '40 would be queued.', 'That is about 20 a day'],
  [true, 'at most 40 would be queued.', 'That is at most 20 a day'],
])('says whether all that repeats was found (not all: %s)', (queuedAtMost, queued, daily) => {
  const preview = {
    itemsLookedAt: 100,
    days: 2,
    matched: 60,
    queued: 40,
    queuedAtMost,
    matchedByQuery: [60],
    examples: [],
    won: null,
    lost: null,
  }
  const state = {
    preview,
    ofThis: true,
    problem: undefined,
    problems: [],
    error: null,
    waiting: false,
    refetch: () => {},
  }
  const { container } = render(<BrandPreviewPanel state={state} />)
  expect(screen.getByText(/items kept from the last/).textContent).toContain(`60 match and ${queued}`)
  expect(container.textContent).toContain(daily)
})
