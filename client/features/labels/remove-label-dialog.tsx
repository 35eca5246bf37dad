import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { ReactElement } from 'react'
import type { Label } from '../../../shared/contract/label.ts'
import { labelRoutes } from '../../../shared/contract/routes/labels.ts'
import { call } from '../../lib/api.ts'
import { queryKeys } from '../../lib/query-keys.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { FormFailure } from '../../ui/form-failure.tsx'
import { showToast } from '../../ui/toast-store.ts'

/** Removes a label after saying what that means. */
export function RemoveLabelDialog({
  label,
  onClose,
  onRemoved,
}: {
  label: Label
  onClose: () => void
  onRemoved: () => void
}): ReactElement {
  const client = useQueryClient()
  const remove = useMutation({
    mutationFn: () => call(labelRoutes.removeLabel, { params: { id: label.id } }),
    onSuccess: async () => {
      onRemoved()
      await client.invalidateQueries({ queryKey: queryKeys.brands })
      showToast({ words: `“${label.name}” is removed.` })
    },
  })
  return (
    <Dialog
      title={`Remove “${label.name}”?`}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>Keep it</Button>
          <Button look="danger" busy={remove.isPending} onClick={() => remove.mutate()}>
            Remove it
          </Button>
        </>
      }
    >
      <p>
        It is taken off every mention that has it, and new ones do not get it. The mentions stay where they
        are, and links to this label show nothing any more.
      </p>
      <FormFailure error={remove.error} />
    </Dialog>
  )
}
