import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import {
  createMemoryHistory,
  createRootRoute,
  createRoute,
  createRouter,
  RouterProvider,
} from '@tanstack/react-router'
import { cleanup, fireEvent, render, screen } from '@testing-library/react'
import { afterEach, expect, it } from 'vitest'
import { pulseSearch } from '../../../../client/features/trends/pulse-search.ts'
import { RisingSection } from '../../../../client/features/trends/rising-section.tsx'
import { queryKeys } from '../../../../client/lib/query-keys.ts'
import { ViewerContext } from '../../../../client/lib/viewer.ts'
import type { Brand } from '../../../../shared/contract/brand.ts'
import type { Label } from '../../../../shared/contract/label.ts'
import type { PersonRole } from '../../../../shared/contract/person.ts'
import type { Topic, Topics } from '../../../../shared/contract/topic.ts'

afterEach(cleanup)

const brand = (id: number, name: string): Brand => ({
  id,
  name,
  queries: [],
  queueThreshold: -0.1,
  queueUrgent: true,
  answerWithinMinutes: 1440,
  archived: false,
  createdAt: '2026-01-01T00:00:00.000Z',
})
const brands = [brand(1, 'Acme'), brand(2, 'Borea')]
const strike: Topic = {
  id: 7,
  brandId: 1,
  words: 'strike',
  variants: ['strikes'],
  window: 'day',
  mentions: 41,
  negative: 29,
  usual: 6.2,
  chance: 1e-9,
  days: [...Array.from({ length: 27 }, () => 6), 41],
}
const fog: Topic = { ...strike, id: 8, brandId: 2, words: 'fog', variants: [], window: 'week', negative: 0 }
const found: Topics = { topics: [strike, fog], tooFew: [], computedAt: '2026-11-22T12:00:00.000Z' }

/** Pulse with nothing but this section, over what the server is to have said; null: it cannot be reached. */
function show(
  topics: Topics | null,
  { role = 'agent' as PersonRole, path = '/pulse', labels = [] as Label[] } = {},
) {
  const client = new QueryClient({ defaultOptions: { queries: { retry: false, staleTime: Infinity } } })
  if (topics) for (const id of [undefined, 1, 2]) client.setQueryData(queryKeys.topicsOf(id), topics)
  client.setQueryData(queryKeys.labels, labels)
  const root = createRootRoute()
  const pulse = createRoute({
    getParentRoute: () => root,
    path: '/pulse',
    validateSearch: pulseSearch,
    component: () => <RisingSection search={pulse.useSearch()} brands={brands} />,
  })
  const queue = createRoute({ getParentRoute: () => root, path: '/queue', component: () => null })
  const router = createRouter({
    routeTree: root.addChildren([pulse, queue]),
    history: createMemoryHistory({ initialEntries: [path] }),
  })
  render(
    <QueryClientProvider client={client}>
      <ViewerContext value={{ id: 1, name: 'Ann', email: 'ann@example.org', role, disabled: false } as never}>
        <RouterProvider router={router as never} />
      </ViewerContext>
    </QueryClientProvider>,
  )
  return router
}

it('tells what rises in words, and leads to the mentions behind it', async () => {
  show(found)
  const link = await screen.findByRole('link', {
    name: 'strike: 41 mentions in 24 hours, usually 6, open them',
  })
  const search = new URL((link as HTMLAnchorElement).href, 'http://localhost').searchParams
  expect(Object.fromEntries(search)).toEqual({ lane: 'stream', brandId: '1', topicId: '7' })
  screen.getByText('Also as strikes')
  screen.getByText('Acme')
  const bad = screen.getByRole('link', { name: 'strike: 29 negative, open these mentions' })
  expect((bad as HTMLAnchorElement).href).toContain('label=negative')
  screen.getByRole('img', { name: /^Mentions a day over 28 days.* 6, 6, 41$/ })
  expect(screen.queryByText('fog')).toBeNull()
})

it('shows the other window, and keeps it in the address', async () => {
  const router = show(found)
  fireEvent.click(await screen.findByRole('radio', { name: 'the last 7 days' }))
  await screen.findByText('fog')
  expect(screen.queryByText('strike')).toBeNull()
  screen.getByText(/none negative/)
  expect(router.state.location.search).toMatchObject({ rising: 'week' })
})

it('offers a label to those who may make one', async () => {
  show(found)
  await screen.findByText('strike')
  expect(screen.queryByRole('button', { name: /Make a label/ })).toBeNull()
  cleanup()
  show(found, { role: 'admin' })
  await screen.findByRole('button', { name: 'Make a label of “strike”' })
})

it('leads to the label that was made of it instead of offering another', async () => {
  const label = { id: 5, brandId: 1, name: 'Walkout', rule: 'strike OR strikes', createdAt: '' }
  const another = [
    { ...label, brandId: 2 },
    { ...label, rule: '(strike OR strikes) AND drivers' },
    { ...label, rule: 'strike drivers' },
  ]
  for (const labels of [[label], [{ ...label, name: 'Strike', rule: 'walkout' }]]) {
    show(found, { role: 'admin', labels })
    const link = await screen.findByRole('link', { name: /^strike is the label “.*”: open its mentions$/ })
    const search = new URL((link as HTMLAnchorElement).href, 'http://localhost').searchParams
    expect(Object.fromEntries(search)).toEqual({ lane: 'stream', brandId: '1', labelId: '5' })
    expect(screen.queryByRole('button', { name: /Make a label/ })).toBeNull()
    cleanup()
  }
  show(found, { role: 'admin', labels: another })
  await screen.findByRole('button', { name: 'Make a label of “strike”' })
})

it('says that nothing rises only where that is known', async () => {
  show({ ...found, topics: [] })
  await screen.findByText('Nothing rises')
  cleanup()
  const why = 'Acme was not mentioned; at least 30 mentions are needed.'
  const tooFew = [1, 2].map((brandId) => ({ brandId, window: 'day' as const, why: `${why} ${brandId}` }))
  show({ topics: [], tooFew, computedAt: null })
  await screen.findByText(`${why} 1`)
  expect(screen.queryByText('Nothing rises')).toBeNull()
  expect(screen.queryByText('Not looked for yet')).toBeNull()
  cleanup()
  show({ topics: [], tooFew: tooFew.slice(0, 1), computedAt: null })
  await screen.findByText('Not looked for yet')
})

it('says when it cannot be read, and tries again when asked', async () => {
  show(null)
  await screen.findByText('What rises could not be read')
  screen.getByRole('button', { name: 'Try again' })
})
