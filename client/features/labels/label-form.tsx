import type { ReactElement } from 'react'
import type { LabelPreview } from '../../../shared/contract/label.ts'
import type { Form } from '../../lib/form.ts'
import type { PreviewState } from '../../lib/preview.ts'
import { FormFailure } from '../../ui/form-failure.tsx'
import { QueryField } from '../../ui/query-field.tsx'
import { QueryHelp } from '../../ui/query-help.tsx'
import { TextField } from '../../ui/text-field.tsx'
import { LabelPreviewPanel } from './label-preview.tsx'

export type LabelValues = { brandId: string; name: string; rule: string }

/** A label's name and rule, with what the rule would label below. */
export function LabelForm({
  form,
  preview,
}: {
  form: Form<LabelValues>
  preview: PreviewState<LabelPreview>
}): ReactElement {
  const { values, set, problem } = form
  return (
    <>
      <TextField
        label="Name"
        value={values.name}
        onChange={(name) => set('name', name)}
        onBlur={() => values.name !== '' && form.leave('name')}
        error={problem('name')?.message}
        help="Your team sees it on mentions; nobody outside does."
        autoComplete="off"
      />
      <QueryField
        label="Given to what matches"
        value={values.rule}
        onChange={(rule) => set('rule', rule)}
        problem={problem('rule') ?? preview.problem}
      />
      <QueryHelp />
      <FormFailure error={form.failure} />
      <LabelPreviewPanel state={preview} />
    </>
  )
}
