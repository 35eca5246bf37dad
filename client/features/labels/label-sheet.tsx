import { useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState, type ReactElement } from 'react'
import { labelChange, type Label } from '../../../shared/contract/label.ts'
import { labelRoutes } from '../../../shared/contract/routes/labels.ts'
import { call } from '../../lib/api.ts'
import { useForm } from '../../lib/form.ts'
import { queryKeys } from '../../lib/query-keys.ts'
import { Button } from '../../ui/button.tsx'
import stack from '../../ui/form-stack.module.css'
import { SaveButtons } from '../../ui/save-buttons.tsx'
import { Sheet } from '../../ui/sheet.tsx'
import { showToast } from '../../ui/toast-store.ts'
import { UnsavedGuard } from '../../ui/unsaved-guard.tsx'
import { LabelForm } from './label-form.tsx'
import { RemoveLabelDialog } from './remove-label-dialog.tsx'
import { useLabelPreview } from '../../lib/use-label-preview.ts'

/** One label: renamed, its rule changed, or removed. */
export function LabelSheet({
  label,
  brandName,
  onClose,
  onDone,
}: {
  label: Label
  brandName: string
  onClose: () => void
  /** It is gone, with what was typed. */
  onDone: () => void
}): ReactElement {
  const client = useQueryClient()
  const [removing, setRemoving] = useState(false)
  const { name, rule } = label
  const form = useForm({
    saved: { brandId: String(label.brandId), name, rule },
    schema: labelChange,
    toBody: (values) => ({
      ...(values.name !== name && { name: values.name }),
      ...(values.rule !== rule && { rule: values.rule }),
    }),
    send: (body) => call(labelRoutes.changeLabel, { params: { id: label.id }, body }),
    onSent: async (saved) => {
      await client.invalidateQueries({ queryKey: queryKeys.brands })
      showToast({
        words:
          saved.rule === rule
            ? `It is called “${saved.name}” now.`
            : `“${saved.name}” is saved. Past mentions are looked at again.`,
      })
    },
  })
  const preview = useLabelPreview(label.brandId, form.values.rule)

  return (
    <Sheet
      title={name}
      onClose={onClose}
      footer={
        <>
          <SaveButtons form={form} />
          <Button icon="trash" className={stack['end']} onClick={() => setRemoving(true)}>
            Remove…
          </Button>
        </>
      }
    >
      <UnsavedGuard dirty={form.dirty && !form.sending} />
      <form {...form.props} className={stack['stack']}>
        <p>
          For mentions of {brandName}.{' '}
          <Link to="/queue" search={{ lane: 'stream', labelId: label.id }}>
            Open those that have it
          </Link>
        </p>
        <LabelForm form={form} preview={preview} />
      </form>
      {removing && <RemoveLabelDialog label={label} onClose={() => setRemoving(false)} onRemoved={onDone} />}
    </Sheet>
  )
}
