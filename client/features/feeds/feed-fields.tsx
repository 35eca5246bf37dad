import type { ReactElement } from 'react'
import type { Brand } from '../../../shared/contract/brand.ts'
import type { FieldProblem } from '../../../shared/contract/problems.ts'
import { Select } from '../../ui/select.tsx'
import { TextField } from '../../ui/text-field.tsx'
import { intervalOptions } from './interval.ts'

/** What every feed's form holds, whatever its source; the interval and the brand as their lists give them. */
export type FeedValues = { title: string; brandId: string; intervalSeconds: string }

export const newFeedValues: FeedValues = { title: '', brandId: '', intervalSeconds: '300' }

/** '' stands for no brand. */
export function brandIdOf(values: Pick<FeedValues, 'brandId'>): number | null {
  return values.brandId === '' ? null : Number(values.brandId)
}

/** Everything about a feed but where it is. */
export function FeedFields({
  values,
  onChange,
  problem,
  brands,
  titleHelp,
  streamed = false,
  untitled = false,
}: {
  values: FeedValues
  onChange: (name: keyof FeedValues, value: string) => void
  problem: (path: string) => FieldProblem | undefined
  brands: readonly Brand[]
  titleHelp?: string
  /** Listened to without end: there is no interval. */
  streamed?: boolean
  /** Several feeds at once: each has its own title. */
  untitled?: boolean
}): ReactElement {
  const offered = brands.filter(({ id, archived }) => !archived || String(id) === values.brandId)
  return (
    <>
      {!untitled && (
        <TextField
          label="Title"
          help={titleHelp}
          value={values.title}
          onChange={(title) => onChange('title', title)}
          error={problem('title')?.message}
          autoComplete="off"
        />
      )}
      <Select
        label="What its items are about"
        value={values.brandId}
        onChange={(brandId) => onChange('brandId', brandId)}
        error={problem('brandId')?.message}
        help={
          values.brandId === ''
            ? 'An item becomes a mention when a brand’s query matches it.'
            : 'Every item becomes a mention of this brand, whatever its words: right for a forum or inbox of its own.'
        }
        options={[
          { value: '', label: 'Whatever the brands’ queries match' },
          ...offered.map(({ id, name }) => ({ value: String(id), label: `Everything is about ${name}` })),
        ]}
      />
      {!streamed && (
        <Select
          label="Checked"
          value={values.intervalSeconds}
          onChange={(seconds) => onChange('intervalSeconds', seconds)}
          error={problem('intervalSeconds')?.message}
          help="Less often while the feed asks for it, or while it fails."
          options={intervalOptions(Number(values.intervalSeconds))}
        />
      )}
    </>
  )
}
