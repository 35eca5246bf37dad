import {
  createMemoryHistory,
  createRootRoute,
  createRoute,
  createRouter,
  RouterProvider,
} from '@tanstack/react-router'
import { cleanup, render, screen } from '@testing-library/react'
import { afterEach, expect, it } from 'vitest'
import { Story } from '../../../../client/features/mentions/story.tsx'
import type { MentionCard } from '../../../../shared/contract/mention.ts'
import { cardWith } from '../../live/server-model.ts'
import { detailWith } from './detail-with.ts'

afterEach(cleanup)

/** What is said above the others of a mention that was published at noon, by what is known of the first of them. */
async function noteWith(first: Partial<MentionCard>): Promise<string> {
  const story = [{ ...cardWith({ id: 40 }), author: 'jo', ...first }]
  const detail = detailWith({ story, card: { storyId: 40, publishedAt: '2026-01-02T12:00:00.000Z' } })
  const root = createRootRoute()
  const at = (path: string, component: () => unknown) =>
    createRoute({ getParentRoute: () => root, path, component: component as () => null })
  const routeTree = root.addChildren([at('/', () => <Story detail={detail} />), at('/queue', () => null)])
  const router = createRouter({ routeTree, history: createMemoryHistory({ initialEntries: ['/'] }) })
  cleanup()
  render(<RouterProvider router={router as never} />)
  return (await screen.findByText(/^This /)).textContent ?? ''
}

it('says of whom a mention repeats what it says, and never that somebody said first what was said later', async () => {
  const before = '2026-01-02T09:00:00.000Z'
  expect(await noteWith({ publishedAt: before, state: 'queued' })).toBe(
    'This repeats what jo said first, which waits in the queue for all of them.',
  )
  expect(await noteWith({ publishedAt: before, state: 'claimed' })).toBe('This repeats what jo said first.')
  const after = '2026-01-02T15:00:00.000Z'
  expect(await noteWith({ publishedAt: after, state: 'claimed' })).toBe(
    'This says the same as what jo said later.',
  )
  expect(await noteWith({ publishedAt: after, state: 'queued' })).toBe(
    'This says the same as what jo said later, which waits in the queue for all of them.',
  )
})
