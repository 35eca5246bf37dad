import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { cleanup, render, screen } from '@testing-library/react'
import { afterEach, expect, it } from 'vitest'
import { queryKeys } from '../../../client/lib/query-keys.ts'
import { RescoringProgress } from '../../../client/ui/rescoring-progress.tsx'
import type { Rescoring } from '../../../shared/contract/lexicon.ts'

afterEach(cleanup)

const acme = { id: 1, name: 'Acme' }
const borea = { id: 2, name: 'Borea' }
const rescoring = (brandId: number, more: Partial<Rescoring>): Rescoring => ({
  brandId,
  askedAt: new Date().toISOString(),
  finishedAt: null,
  total: 4000,
  seen: 1200,
  changed: 12,
  queued: 3,
  ...more,
})

const show = (rescorings: Rescoring[], brands = [acme, borea]) => {
  const client = new QueryClient({ defaultOptions: { queries: { staleTime: Infinity } } })
  client.setQueryData(queryKeys.rescorings, rescorings)
  return render(
    <QueryClientProvider client={client}>
      <RescoringProgress brands={brands} />
    </QueryClientProvider>,
  )
}

it('shows a bar that says whose mentions it is about, and how far they are judged', () => {
  show([rescoring(1, {})])
  const bar = screen.getByRole<HTMLProgressElement>('progressbar', {
    name: 'Past mentions of Acme are judged again',
  })
  expect([bar.value, bar.max]).toEqual([1200, 4000])
  expect(
    screen.getByText(
      /^1,200 of 4,000 looked at, 12 changed \(score, place or labels\), 3 entered the queue\./,
    ),
  ).toBeTruthy()
})

it('says what came of it for a while, and then nothing', () => {
  const ago = (minutes: number): string => new Date(Date.now() - minutes * 60_000).toISOString()
  show([rescoring(1, { finishedAt: ago(2) }), rescoring(2, { finishedAt: ago(60) })])
  expect(screen.getAllByRole('listitem')).toHaveLength(1)
  expect(
    screen.getByText(
      /Acme: finished 2 min ago, 12 changed \(score, place or labels\), 3 entered the queue\./,
    ),
  ).toBeTruthy()
})

it('says of several in one line what came of them, below those that go on', () => {
  const finishedAt = new Date(Date.now() - 60_000).toISOString()
  const none = { finishedAt, changed: 0, queued: 0 }
  show([rescoring(1, none), rescoring(2, none), rescoring(3, {})], [acme, borea, { id: 3, name: 'Cirro' }])
  expect(screen.getAllByRole('listitem').map(({ textContent }) => textContent)).toEqual([
    expect.stringMatching(/^Past mentions of Cirro are judged again/),
    'Past mentions of 2 brands: finished, none changed.',
  ])
})

it('takes no room where nothing is to be told of these brands', () => {
  expect(show([rescoring(1, {})], [borea]).container.textContent).toBe('')
})
