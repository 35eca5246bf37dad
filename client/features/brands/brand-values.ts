import {
  defaultAnswerWithinMinutes,
  defaultQueueThreshold,
  type Brand,
  type BrandChange,
  type NewBrand,
} from '../../../shared/contract/brand.ts'
import { answerWithinOf, minutesOf, type AnswerWithin } from './answer-within.ts'

/** What the brand form holds. `key` keeps a query's field in place while others come and go. */
export type BrandValues = {
  name: string
  queries: QueryValue[]
  queueThreshold: number
  queueUrgent: boolean
  answerWithinMinutes: AnswerWithin
}
export type QueryValue = { key: string; id?: number; text: string }

/** Where a new brand starts: what is clearly negative is queued. */
export const newBrandValues: BrandValues = {
  name: '',
  queries: [{ key: 'new-0', text: '' }],
  queueThreshold: defaultQueueThreshold,
  queueUrgent: true,
  answerWithinMinutes: answerWithinOf(defaultAnswerWithinMinutes),
}

export function valuesOf(brand: Brand): BrandValues {
  return {
    name: brand.name,
    queries: brand.queries.map(({ id, text }) => ({ key: `query-${id}`, id, text })),
    queueThreshold: brand.queueThreshold,
    queueUrgent: brand.queueUrgent,
    answerWithinMinutes: answerWithinOf(brand.answerWithinMinutes),
  }
}

export function newBrandOf(values: BrandValues): NewBrand {
  return {
    name: values.name,
    queries: values.queries.map(({ text }) => ({ text })),
    queueThreshold: values.queueThreshold,
    queueUrgent: values.queueUrgent,
    answerWithinMinutes: minutesOf(values.answerWithinMinutes),
  }
}

/** Only what differs is sent, so that two people who change different things do not undo each other. */
export function brandChangeOf(values: BrandValues, brand: Brand): BrandChange {
  const before = valuesOf(brand)
  const answerWithinMinutes = minutesOf(values.answerWithinMinutes)
  const queries = values.queries.map(({ id, text }) => ({ ...(id !== undefined && { id }), text }))
  return {
    ...(values.name !== before.name && { name: values.name }),
    ...(JSON.stringify(values.queries) !== JSON.stringify(before.queries) && { queries }),
    ...(values.queueThreshold !== before.queueThreshold && { queueThreshold: values.queueThreshold }),
    ...(values.queueUrgent !== before.queueUrgent && { queueUrgent: values.queueUrgent }),
    ...(answerWithinMinutes !== brand.answerWithinMinutes && { answerWithinMinutes }),
  }
}
