import { useQueryClient } from '@tanstack/react-query'
import type { ReactElement } from 'react'
import type { Brand } from '../../../shared/contract/brand.ts'
import { newLabel } from '../../../shared/contract/label.ts'
import { labelRoutes } from '../../../shared/contract/routes/labels.ts'
import { call } from '../../lib/api.ts'
import { useForm } from '../../lib/form.ts'
import { labelMadeText } from '../../lib/label-text.ts'
import { queryKeys } from '../../lib/query-keys.ts'
import { Button } from '../../ui/button.tsx'
import stack from '../../ui/form-stack.module.css'
import { Notice } from '../../ui/notice.tsx'
import { Select } from '../../ui/select.tsx'
import { Sheet } from '../../ui/sheet.tsx'
import { showToast } from '../../ui/toast-store.ts'
import { UnsavedGuard } from '../../ui/unsaved-guard.tsx'
import { LabelForm, type LabelValues } from './label-form.tsx'
import { useLabelPreview } from '../../lib/use-label-preview.ts'

const empty: LabelValues = { brandId: '', name: '', rule: '' }

/** Makes a label with its rule; past mentions get it, too. */
export function AddLabel({
  brands,
  onClose,
  onAdded,
}: {
  brands: readonly Brand[]
  onClose: () => void
  onAdded: () => void
}): ReactElement {
  const client = useQueryClient()
  const firstId = brands[0]?.id ?? 0
  const form = useForm({
    saved: empty,
    schema: newLabel,
    toBody: ({ brandId, name, rule }) => ({ brandId: Number(brandId) || firstId, name, rule }),
    send: (body) => call(labelRoutes.addLabel, { body }),
    onSent: async ({ name }) => {
      await client.invalidateQueries({ queryKey: queryKeys.brands })
      showToast({ words: labelMadeText(name) })
      onAdded()
    },
  })
  const brandId = Number(form.values.brandId) || firstId
  const preview = useLabelPreview(brandId, form.values.rule)

  return (
    <Sheet
      title="Add a label"
      onClose={onClose}
      footer={
        <Button
          look="primary"
          type="submit"
          form={form.props.id}
          busy={form.sending}
          disabled={firstId === 0}
        >
          Add the label
        </Button>
      }
    >
      <UnsavedGuard dirty={form.dirty && !form.sending} />
      <form {...form.props} className={stack['stack']}>
        {firstId === 0 && <Notice>Add a brand first: labels belong to one brand.</Notice>}
        {brands.length > 1 && (
          <Select
            label="For mentions of"
            value={String(brandId)}
            onChange={(id) => form.set('brandId', id)}
            options={brands.map(({ id, name }) => ({ value: String(id), label: name }))}
          />
        )}
        <LabelForm form={form} preview={preview} />
      </form>
    </Sheet>
  )
}
