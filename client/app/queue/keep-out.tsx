import { useQuery } from '@tanstack/react-query'
import type { ReactElement } from 'react'
import { ExclusionDialog } from '../../features/exclusions/exclusion-dialog.tsx'
import { mentionDetailQuery } from '../../lib/queries/mention-detail.ts'
import { problemText } from '../../lib/problem-text.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Notice } from '../../ui/notice.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import type { KeepOut as State } from './use-keep-out.ts'

/** The dialog that keeps posts like a mention out; it needs the mention whole. */
export function KeepOut({
  begun: { card, by },
  onClose,
}: {
  begun: NonNullable<State['begun']>
  onClose: () => void
}): ReactElement {
  const detail = useQuery(mentionDetailQuery(card.id))
  if (detail.data !== undefined)
    return (
      <ExclusionDialog
        brand={detail.data.brand}
        post={{ title: card.title, text: detail.data.text, author: card.author, url: card.url }}
        by={by}
        onClose={onClose}
      />
    )
  return (
    <Dialog
      title="Keep posts like this out"
      wide
      onClose={onClose}
      footer={<Button onClick={onClose}>Cancel</Button>}
    >
      {detail.isError ? (
        <Notice tone="problem">
          <p>{problemText(detail.error)}</p>
          <Button size="small" onClick={() => void detail.refetch()}>
            Try again
          </Button>
        </Notice>
      ) : (
        <Skeleton width="70%" />
      )}
    </Dialog>
  )
}
