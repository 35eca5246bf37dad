import {
  defaultQueueThreshold,
  type Brand,
  type BrandChange,
  type NewBrand,
} from '../../../shared/contract/brand.ts'

/** What the brand form holds. `key` keeps a query's field in place while others come and go. */
export type BrandValues = { name: string; queries: QueryValue[]; queueThreshold: number }
export type QueryValue = { key: string; id?: number; text: string }

/** Where a new brand starts: what is clearly negative is queued. */
export const newBrandValues: BrandValues = {
  name: '',
  queries: [{ key: 'new-0', text: '' }],
  queueThreshold: defaultQueueThreshold,
}

export function valuesOf(brand: Brand): BrandValues {
  return {
    name: brand.name,
    queries: brand.queries.map(({ id, text }) => ({ key: `query-${id}`, id, text })),
    queueThreshold: brand.queueThreshold,
  }
}

export function newBrandOf(values: BrandValues): NewBrand {
  return {
    name: values.name,
    queries: values.queries.map(({ text }) => ({ text })),
    queueThreshold: values.queueThreshold,
  }
}

/** Only what differs is sent, so that two people who change different things do not undo each other. */
export function brandChangeOf(values: BrandValues, brand: Brand): BrandChange {
  const before = valuesOf(brand)
  const queries = values.queries.map(({ id, text }) => ({ ...(id !== undefined && { id }), text }))
  return {
    ...(values.name !== before.name && { name: values.name }),
    ...(JSON.stringify(values.queries) !== JSON.stringify(before.queries) && { queries }),
    ...(values.queueThreshold !== before.queueThreshold && { queueThreshold: values.queueThreshold }),
  }
}
