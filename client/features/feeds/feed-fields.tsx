import type { ReactElement } from 'react'
import type { Brand } from '../../../shared/contract/brand.ts'
import type { Form } from '../../lib/form.ts'
import { Select } from '../../ui/select.tsx'
import { TextField } from '../../ui/text-field.tsx'
import { intervalOptions } from './interval.ts'

/** What a feed's form holds; the interval and the brand as their lists give them. */
export type FeedValues = { url: string; title: string; brandId: string; intervalSeconds: string }

/** '' stands for no brand. */
export function brandIdOf(values: FeedValues): number | null {
  return values.brandId === '' ? null : Number(values.brandId)
}

/** Everything about a feed but its address. */
export function FeedFields({
  form,
  brands,
  titleHelp,
}: {
  form: Form<FeedValues>
  brands: readonly Brand[]
  titleHelp?: string
}): ReactElement {
  const { values, set, problem } = form
  const offered = brands.filter(({ id, archived }) => !archived || String(id) === values.brandId)
  return (
    <>
      <TextField
        label="Title"
        help={titleHelp}
        value={values.title}
        onChange={(title) => set('title', title)}
        error={problem('title')?.message}
        autoComplete="off"
      />
      <Select
        label="What its items are about"
        value={values.brandId}
        onChange={(brandId) => set('brandId', brandId)}
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
      <Select
        label="Checked"
        value={values.intervalSeconds}
        onChange={(seconds) => set('intervalSeconds', seconds)}
        error={problem('intervalSeconds')?.message}
        help="Less often while the feed asks for it, or while it fails."
        options={intervalOptions(Number(values.intervalSeconds))}
      />
    </>
  )
}
