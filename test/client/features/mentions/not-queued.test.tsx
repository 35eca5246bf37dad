import {
  createMemoryHistory,
  createRootRoute,
  createRoute,
  createRouter,
  RouterProvider,
} from '@tanstack/react-router'
import { act, cleanup, render, screen } from '@testing-library/react'
import { afterEach, expect, it } from 'vitest'
import { isKeptOut, NotQueued } from '../../../../client/features/mentions/not-queued.tsx'
import { ViewerContext } from '../../../../client/lib/viewer.ts'
import { hearCards } from '../../../../client/live/heard-cards.ts'
import type { MentionCard, NotQueued as Why } from '../../../../shared/contract/mention.ts'
import { cardWith } from '../../live/server-model.ts'
import { detailWith } from './detail-with.ts'

afterEach(cleanup)

const { sentiment } = cardWith({ id: 1 })
const complaint = (notQueued: Why | null, card: Partial<MentionCard> = {}) =>
  detailWith({
    notQueued,
    card: { state: 'stream', sentiment: { ...sentiment, label: 'negative' }, ...card },
  })

/** What a detail says of it; null: nothing. */
async function said(notQueued: Why | null, card: Partial<MentionCard> = {}): Promise<string | null> {
  const detail = complaint(notQueued, card)
  const viewer = { id: 7, name: 'Lena', email: 'l@example.org', role: 'agent' as const, disabled: false }
  const root = createRootRoute()
  const routeTree = root.addChildren([
    createRoute({
      getParentRoute: () => root,
      path: '/',
      component: () => <p data-testid="said">{isKeptOut(detail) && <NotQueued detail={detail} />}</p>,
    }),
    createRoute({ getParentRoute: () => root, path: '/queue', component: () => null }),
    createRoute({ getParentRoute: () => root, path: '/setup/brands', component: () => null }),
  ])
  const router = createRouter({ routeTree, history: createMemoryHistory({ initialEntries: ['/'] }) })
  cleanup()
  render(
    <ViewerContext.Provider value={{ ...viewer, createdAt: '2026-01-01T00:00:00.000Z' }}>
      <RouterProvider router={router as never} />
    </ViewerContext.Provider>,
  )
  return (await screen.findByTestId('said')).textContent || null
}

it('says why a complaint is not in the queue, and how it gets there', async () => {
  expect(await said({ why: 'above', threshold: -0.5 })).toBe(
    'Not in the queue: it sounds negative, but less so than what Acme queues, −0.50 or lower. “Needs an answer” puts it there.',
  )
  expect(screen.getByRole('link').getAttribute('href')).toBe('/setup/brands?selected=1')
  expect(await said({ why: 'old' })).toContain('it is older than 30 days')
  expect(await said({ why: 'ours' }, { authorKind: 'partner' })).toContain('written by a partner of yours')
  expect(await said({ why: 'cameBack' })).toContain('what is brought back comes to the stream')
  expect(await said({ why: 'before' })).toContain(
    'what kept it out before holds no more; heard now, it would be queued',
  )
})

it('names what stands in the queue for all that say the same, and leads there', async () => {
  const by = (more: Partial<MentionCard>) => ({ ...cardWith({ id: 40 }), author: 'jo', ...more })
  expect(await said({ why: 'sameStory', by: by({ state: 'queued' }) })).toContain(
    'it says the same as what jo said, which is in the queue.',
  )
  expect(screen.getByRole('link').getAttribute('href')).toContain('mention=40')
  const owned = { state: 'claimed' as const, owner: { id: 7, name: 'Lena' } }
  expect(await said({ why: 'sameStory', by: by(owned) })).toContain('which is yours.')
  const answered = { state: 'answered' as const, owner: { id: 8, name: 'Omar' } }
  expect(await said({ why: 'sameStory', by: by(answered) })).toContain('which is answered by Omar.')
  // While one reads, somebody else takes back the answer.
  act(() => hearCards([by({ version: by({}).version + 1, state: 'queued' })]))
  expect(screen.getByTestId('said').textContent).toContain('which is in the queue.')
})

it('says nothing once it has left the stream, or staff say that it is no complaint', async () => {
  expect(await said(null)).toBeNull()
  expect(await said({ why: 'old' }, { state: 'queued' })).toBeNull()
  expect(await said({ why: 'old' }, { sentiment: { ...sentiment, label: 'neutral' } })).toBeNull()
})
