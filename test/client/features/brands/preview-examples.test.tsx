import { cleanup, fireEvent, render, screen } from '@testing-library/react'
import { afterEach, expect, it } from 'vitest'
import { PreviewExamples } from '../../../../client/features/brands/preview-examples.tsx'
import type { BrandPreview, PreviewedItem } from '../../../../shared/contract/brand.ts'

afterEach(cleanup)

const item = (text: string): PreviewedItem => ({
  title: '',
  text,
  url: null,
  author: null,
  publishedAt: null,
  matched: true,
  spans: [{ field: 'text', start: 0, end: 4 }],
  score: null,
  label: null,
  queued: false,
})
const show = (more: Partial<BrandPreview>) =>
  render(
    <PreviewExamples
      preview={{
        itemsLookedAt: 100,
        days: 7,
        matched: 1,
        queued: 0,
        queuedAtMost: false,
        matchedByQuery: [1],
        examples: [item('acme is here')],
        won: null,
        lost: null,
        ...more,
      }}
    />,
  )

it('shows what is won and lost on demand, each with its words marked', () => {
  const { container } = show({
    won: { count: 1, examples: [item('acmo is new')] },
    lost: { count: 30, examples: [item('acma is gone')] },
  })
  expect(screen.getByRole('list', { name: 'Newest matches' }).textContent).toContain('acme is here')
  fireEvent.click(screen.getByRole('radio', { name: 'Newly heard: 1' }))
  expect(screen.getByRole('list', { name: 'Newly heard' }).textContent).toContain('acmo is new')
  expect(container.querySelector('mark')?.textContent).toBe('acmo')
  fireEvent.click(screen.getByRole('radio', { name: 'No longer heard: 30' }))
  expect(screen.getByRole('list', { name: 'No longer heard' }).textContent).toContain('acma is gone')
  screen.getByText('These are the newest 1.')
  screen.getByText(/Mentions that are here already stay/)
})

it('says in a word how each sounds, with no figure that would be more exact than it is', () => {
  const scored = { ...item('acme is late'), score: -0.6237, label: 'negative' }
  show({ examples: [scored, item('acme is here')] })
  const said = screen.getAllByRole('listitem').map(({ textContent }) => textContent)
  expect(said).toEqual(['streamnegativeacme is late', 'streamnot scoredacme is here'])
})

it('says in words that a part is empty', () => {
  show({ won: { count: 0, examples: [] }, lost: { count: 1, examples: [item('acma')] } })
  fireEvent.click(screen.getByRole('radio', { name: 'Newly heard: 0' }))
  screen.getByText('Nothing is newly heard.')
})

it.each([
  ['nothing is saved yet', { won: null, lost: null }],
  ['nothing is won or lost', { won: { count: 0, examples: [] }, lost: { count: 0, examples: [] } }],
])('shows the matches alone when %s', (_when, more) => {
  show(more)
  expect(screen.queryByRole('radio')).toBeNull()
  screen.getByRole('list', { name: 'Newest matches' })
})
