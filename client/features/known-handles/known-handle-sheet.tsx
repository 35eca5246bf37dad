import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { ReactElement } from 'react'
import type { KnownHandle } from '../../../shared/contract/known-handle.ts'
import { knownHandleRoutes } from '../../../shared/contract/routes/known-handles.ts'
import { call } from '../../lib/api.ts'
import { problemText } from '../../lib/problem-text.ts'
import { queryKeys } from '../../lib/query-keys.ts'
import { sourceText } from '../../lib/source-text.ts'
import { Button } from '../../ui/button.tsx'
import { FormFailure } from '../../ui/form-failure.tsx'
import stack from '../../ui/form-stack.module.css'
import { Sheet } from '../../ui/sheet.tsx'
import { showToast } from '../../ui/toast-store.ts'

/** One handle of ours; it can be forgotten. */
export function KnownHandleSheet({
  handle,
  decides,
  onClose,
}: {
  handle: KnownHandle
  decides: boolean
  onClose: () => void
}): ReactElement {
  const client = useQueryClient()
  const refresh = (): Promise<void> => client.invalidateQueries({ queryKey: queryKeys.knownHandles })
  const again = async (): Promise<void> => {
    const { source, handle: name, kind } = handle
    try {
      await call(knownHandleRoutes.addKnownHandle, {
        body: { source, handle: name, kind, ...(handle.name !== '' && { name: handle.name }) },
      })
      await refresh()
    } catch (error) {
      showToast({ words: problemText(error), tone: 'problem' })
    }
  }
  const remove = useMutation({
    mutationFn: () => call(knownHandleRoutes.removeKnownHandle, { params: { id: handle.id } }),
    onSuccess: async () => {
      onClose()
      await refresh()
      showToast({
        words: `@${handle.handle} is no longer one of ours.`,
        seconds: 10,
        action: { label: 'Undo', onAction: () => void again() },
      })
    },
  })

  return (
    <Sheet
      title={`@${handle.handle}`}
      onClose={onClose}
      footer={
        decides && (
          <Button icon="trash" busy={remove.isPending} onClick={() => remove.mutate()}>
            Remove it
          </Button>
        )
      }
    >
      <div className={stack['stack']}>
        <p>
          {handle.name === '' ? 'A' : `${handle.name}, a`}
          {handle.kind === 'staff' ? ' member of staff' : ' partner'},{' '}
          {handle.source === null ? 'at every source' : `at ${sourceText(handle.source)}`}. What they post is
          marked, and no longer marked when the handle is removed.
        </p>
        <FormFailure error={remove.error} />
      </div>
    </Sheet>
  )
}
