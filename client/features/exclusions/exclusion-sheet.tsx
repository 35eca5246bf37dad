import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState, type ReactElement } from 'react'
import type { Exclusion, ExclusionChange } from '../../../shared/contract/exclusion.ts'
import { exclusionRoutes } from '../../../shared/contract/routes/exclusions.ts'
import { call } from '../../lib/api.ts'
import { queryKeys } from '../../lib/query-keys.ts'
import { Button } from '../../ui/button.tsx'
import { FormFailure } from '../../ui/form-failure.tsx'
import stack from '../../ui/form-stack.module.css'
import { Sheet } from '../../ui/sheet.tsx'
import { Time } from '../../ui/time.tsx'
import { showToast } from '../../ui/toast-store.ts'
import { EndDialog } from './end-dialog.tsx'
import { ExclusionPreviewPanel } from './exclusion-preview.tsx'
import styles from './exclusion-sheet.module.css'
import { useExclusionPreview } from './use-exclusion-preview.ts'

/** One exclusion: what it says, who proposed it, what it hides or would hide; and the decision. */
export function ExclusionSheet({
  exclusion,
  brandName,
  decides,
  onClose,
}: {
  exclusion: Exclusion
  brandName: string
  /** Whether the person may decide about it. */
  decides: boolean
  onClose: () => void
}): ReactElement {
  const client = useQueryClient()
  const [ending, setEnding] = useState(false)
  const change = useMutation({
    mutationFn: (body: ExclusionChange) =>
      call(exclusionRoutes.changeExclusion, { params: { id: exclusion.id }, body }),
    onSuccess: async (saved, body) => {
      setEnding(false)
      await client.invalidateQueries({ queryKey: queryKeys.exclusions })
      showToast({ words: doneText(exclusion, saved, body) })
    },
  })
  const { state } = exclusion

  return (
    <Sheet
      title={state === 'proposed' ? 'A proposal' : state === 'active' ? 'An exclusion' : 'An ended exclusion'}
      onClose={onClose}
      footer={
        decides && (
          <>
            {state !== 'active' && (
              <Button
                look={state === 'proposed' ? 'primary' : 'plain'}
                busy={change.isPending}
                onClick={() => change.mutate({ state: 'active' })}
              >
                {exclusion.hidden === 0 ? 'Set aside from now on' : 'Set aside again'}
              </Button>
            )}
            {state === 'proposed' && (
              <Button busy={change.isPending} onClick={() => change.mutate({ state: 'ended' })}>
                Refuse
              </Button>
            )}
            {state === 'active' && <Button onClick={() => setEnding(true)}>End it…</Button>}
          </>
        )
      }
    >
      <div className={stack['stack']}>
        <p className={styles['text']}>
          <code>{exclusion.text}</code>
        </p>
        <ul className={styles['facts']}>
          <li>For {brandName}</li>
          <li>
            Proposed by {exclusion.proposedBy.name} <Time iso={exclusion.createdAt} />
          </li>
          {exclusion.decidedAt !== null && (
            <li>
              {state === 'active' ? 'Made active' : 'Ended'} <Time iso={exclusion.decidedAt} />
            </li>
          )}
          {state !== 'proposed' && (
            <li>
              {exclusion.hidden === 0 ? (
                `It has set nothing aside${state === 'active' ? ' yet' : ''}.`
              ) : (
                <>
                  It has set aside{' '}
                  <Link to="/queue" search={{ lane: 'aside', exclusionId: exclusion.id }}>
                    {exclusion.hidden === 1
                      ? 'one mention'
                      : `${exclusion.hidden.toLocaleString('en')} mentions`}
                  </Link>
                  .
                </>
              )}
            </li>
          )}
        </ul>
        {state === 'proposed' && !decides && (
          <p className={styles['quiet']}>An admin decides. Until then nothing changes.</p>
        )}
        {!ending && <FormFailure error={change.error} />}
        {state === 'proposed' && <Preview exclusion={exclusion} />}
      </div>
      {ending && (
        <EndDialog
          exclusion={exclusion}
          busy={change.isPending}
          error={change.error}
          onClose={() => setEnding(false)}
          onEnd={(bringBack) => change.mutate({ state: 'ended', bringBack })}
        />
      )}
    </Sheet>
  )
}

function Preview({ exclusion }: { exclusion: Exclusion }): ReactElement {
  return <ExclusionPreviewPanel state={useExclusionPreview(exclusion.brandId, exclusion.text)} />
}

function doneText(before: Exclusion, { state }: Exclusion, { bringBack }: ExclusionChange): string {
  if (state === 'active') return 'Set aside from now on.'
  if (before.state === 'proposed') return 'Refused. Nothing was set aside.'
  return bringBack
    ? 'Ended. What it had set aside is brought back.'
    : 'Ended. What it had set aside stays there.'
}
