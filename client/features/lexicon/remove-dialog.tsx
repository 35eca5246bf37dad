import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { ReactElement } from 'react'
import type { LexiconEntry } from '../../../shared/contract/lexicon.ts'
import { lexiconRoutes } from '../../../shared/contract/routes/lexicon.ts'
import { call } from '../../lib/api.ts'
import { queryKeys } from '../../lib/query-keys.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { FormFailure } from '../../ui/form-failure.tsx'
import { showToast } from '../../ui/toast-store.ts'
import { effectText } from './lexicon-text.ts'
import { useLexiconPreview } from './use-lexicon-preview.ts'

/** Refuses a proposal, or removes an entry after saying what that changes. */
export function RemoveDialog({
  entry,
  onClose,
  onRemoved,
}: {
  entry: LexiconEntry
  onClose: () => void
  onRemoved: () => void
}): ReactElement {
  const client = useQueryClient()
  const proposed = entry.state === 'proposed'
  const remove = useMutation({
    mutationFn: () => call(lexiconRoutes.removeLexiconEntry, { params: { id: entry.id } }),
    onSuccess: async () => {
      onRemoved()
      await client.invalidateQueries({ queryKey: queryKeys.brands })
      showToast({
        words: proposed
          ? `“${entry.phrase}” is refused.`
          : `“${entry.phrase}” is removed. Past mentions are judged again.`,
      })
    },
  })
  return (
    <Dialog
      title={proposed ? `Refuse “${entry.phrase}”?` : `Remove “${entry.phrase}”?`}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>Keep it</Button>
          <Button look="danger" busy={remove.isPending} onClick={() => remove.mutate()}>
            {proposed ? 'Refuse it' : 'Remove it'}
          </Button>
        </>
      }
    >
      {proposed ? (
        <p>The proposal by {entry.proposedBy.name} goes. Nothing else changes.</p>
      ) : (
        <>
          <p>
            It counts again as the scorer takes it. Past mentions are judged again in the background; what
            your team has corrected stays.
          </p>
          <Effect entry={entry} />
        </>
      )}
      <FormFailure error={remove.error} />
    </Dialog>
  )
}

function Effect({ entry }: { entry: LexiconEntry }): ReactElement {
  const { preview, waiting } = useLexiconPreview({ brandId: entry.brandId, entryId: entry.id, entry: null })
  return (
    <p role="status">
      {preview !== undefined
        ? (effectText(preview) ?? 'It stands in none of the newest mentions.')
        : waiting
          ? 'Looking at what would change …'
          : 'What would change cannot be said now.'}
    </p>
  )
}
