import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { cleanup, fireEvent, render, screen, within } from '@testing-library/react'
import { afterEach, expect, it } from 'vitest'
import { FilterBar } from '../../../../client/features/mentions/filter-bar.tsx'
import { queryKeys } from '../../../../client/lib/query-keys.ts'
import { mentionFilter, type MentionFilter } from '../../../../shared/contract/mention.ts'

afterEach(cleanup)

/** The bar over a list that has these sources; what it changes is kept. */
function show(filter: Partial<MentionFilter>, sources: string[] = []) {
  const client = new QueryClient({ defaultOptions: { queries: { staleTime: Infinity } } })
  client.setQueryData(queryKeys.brands, [])
  client.setQueryData(queryKeys.labels, [])
  const changes: object[] = []
  render(
    <QueryClientProvider client={client}>
      <FilterBar
        filter={{ ...mentionFilter.parse({}), ...filter }}
        sources={sources}
        onChange={(part) => changes.push(part)}
      />
    </QueryClientProvider>,
  )
  const select = screen.getByRole<HTMLSelectElement>('combobox', { name: 'Source', hidden: true })
  const names = within(select)
    .getAllByRole('option', { hidden: true })
    .map(({ textContent }) => textContent)
  return { select, names, changes }
}

it('narrows a list to one source, and opens it again', () => {
  const { select, changes } = show({})
  expect(select.value).toBe('')
  fireEvent.change(select, { target: { value: 'mastodon' } })
  expect(changes).toEqual([{ source: 'mastodon' }])
  cleanup()
  const narrowed = show({ source: 'mastodon' })
  expect(narrowed.select.value).toBe('mastodon')
  fireEvent.change(narrowed.select, { target: { value: '' } })
  expect(narrowed.changes).toEqual([{ source: undefined }])
})

it('offers every source that it knows, the list has or a link brought, by name and once', () => {
  const { names, select } = show({ source: 'gopher' }, ['usenet', 'mastodon'])
  expect(names[0]).toBe('All sources')
  expect(names.filter((name) => name === 'Mastodon')).toHaveLength(1)
  expect([...select.options].map(({ value }) => value)).toEqual(
    expect.arrayContaining(['gopher', 'usenet', 'mastodon', 'bluesky']),
  )
  expect(names.slice(1)).toEqual(names.slice(1).toSorted((one, other) => one.localeCompare(other)))
  expect(select.value).toBe('gopher')
})
