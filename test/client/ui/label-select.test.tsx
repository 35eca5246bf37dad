import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { cleanup, render, screen } from '@testing-library/react'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { queryKeys } from '../../../client/lib/query-keys.ts'
import { LabelSelect } from '../../../client/ui/label-select.tsx'
import type { Brand } from '../../../shared/contract/brand.ts'

const brand = (id: number, name: string, archived = false): Brand => ({
  id,
  name,
  queries: [],
  queueThreshold: -0.1,
  queueUrgent: true,
  answerWithinMinutes: 1440,
  archived,
  createdAt: '2026-01-01T00:00:00.000Z',
})
const brands = [brand(1, 'Acme'), brand(2, 'Zephyr'), brand(3, 'Gone', true)]

function offered(brandId: number | undefined, value?: number, labelled = [1, 2, 3]): string[] | null {
  const client = new QueryClient({ defaultOptions: { queries: { staleTime: Infinity } } })
  client.setQueryData(
    queryKeys.labels,
    labelled.map((id) => ({ id, brandId: id, name: 'delivery', rule: 'parcel' })),
  )
  render(
    <QueryClientProvider client={client}>
      <LabelSelect brands={brands} brandId={brandId} value={value} onChange={vi.fn()} />
    </QueryClientProvider>,
  )
  const field = screen.queryByLabelText('Label')
  return field && [...field.querySelectorAll('option')].map(({ textContent }) => textContent)
}

afterEach(cleanup)

describe('the choice of a label', () => {
  it('tells labels of the same name apart by their brand', () => {
    expect(offered(undefined)).toEqual(['Any label', 'delivery (Acme)', 'delivery (Zephyr)'])
    cleanup()
    expect(offered(undefined, undefined, [2])).toEqual(['Any label', 'delivery (Zephyr)'])
  })

  it('offers those of the brand that the page is about, and one that is chosen already', () => {
    expect(offered(2)).toEqual(['Any label', 'delivery'])
    cleanup()
    expect(offered(undefined, 3)).toContain('delivery (Gone)')
  })

  it('is not there where there is no label', () => {
    expect(offered(undefined, undefined, [])).toBeNull()
    cleanup()
    expect(offered(2, undefined, [1])).toBeNull()
  })
})
