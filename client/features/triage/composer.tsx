import { useRef, useState, type KeyboardEvent, type ReactElement, type Ref } from 'react'
import type { MentionCard } from '../../../shared/contract/mention.ts'
import { moveBodies } from '../../../shared/contract/move-bodies.ts'
import { useViewer } from '../../lib/viewer.ts'
import { Button } from '../../ui/button.tsx'
import { TextArea } from '../../ui/text-area.tsx'
import { TextField } from '../../ui/text-field.tsx'
import styles from './composer.module.css'
import type { AnswerPlace } from './answer-place.ts'
import { copyText } from './copy-text.ts'
import { emptyDraft, writeDraft } from './draft.ts'
import { lengthOf, limitOf } from './source-limits.ts'
import { useDraft } from './use-draft.ts'
import type { Triage } from './use-triage.ts'
import { showToast } from '../../ui/toast-store.ts'

/**
 * Where the owner writes the answer. The feeds cannot be answered from here, so it goes in two steps: copy it and
 * open the original; post it there and say so. The draft is kept with every key until the answer is recorded.
 */
export function Composer({
  card,
  answerAt,
  triage,
  ref,
  onWriting,
}: {
  card: MentionCard
  /** Where the answer is posted; null when the source has no address for it. */
  answerAt: AnswerPlace | null
  triage: Triage
  ref?: Ref<HTMLTextAreaElement>
  /** Told when the person begins and stops writing, for colleagues to see. */
  onWriting: (writing: boolean) => void
}): ReactElement {
  const viewer = useViewer()
  const { draft, change, kept } = useDraft(card.id)
  const [tried, setTried] = useState(false)
  const form = useRef<HTMLFormElement>(null)
  const body = {
    text: draft.answer,
    ...(draft.replyUrl.trim() !== '' && { replyUrl: draft.replyUrl.trim() }),
  }
  const checked = moveBodies.answer.safeParse(body)
  const wrong = checked.success ? undefined : checked.error.flatten().fieldErrors
  const limit = limitOf(card.source)
  const length = lengthOf(draft.answer)
  const blank = draft.answer.trim() === ''

  const copy = async (): Promise<void> => {
    if (blank) return setTried(true)
    change({ copied: true })
    // First the clipboard: a page that has lost the focus to a new one may not write to it.
    const copied = await copyText(draft.answer)
    if (answerAt !== null) window.open(answerAt.url, '_blank', 'noopener,noreferrer')
    if (!copied)
      showToast({
        words: 'The browser did not let us copy. Select the text and copy it by hand.',
        tone: 'problem',
      })
  }
  const posted = async (): Promise<void> => {
    setTried(true)
    if (!checked.success) return
    onWriting(false)
    if (await triage.make({ kind: 'answer', body: checked.data }))
      writeDraft(viewer.id, card.id, { ...emptyDraft, note: draft.note })
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return
    event.preventDefault()
    void (draft.copied ? posted() : copy())
  }

  return (
    <form
      ref={form}
      className={styles['composer']}
      aria-label="Your answer"
      onKeyDown={onKeyDown}
      onSubmit={(event) => event.preventDefault()}
      onFocus={() => onWriting(true)}
      onBlur={(event) => {
        if (!event.currentTarget.contains(event.relatedTarget)) onWriting(false)
      }}
    >
      <TextArea
        ref={ref}
        label={`Answer as ${viewer.name}`}
        rows={3}
        className={styles['text']}
        value={draft.answer}
        onChange={(answer) => change({ answer, copied: false })}
        error={tried ? wrong?.text?.[0] : undefined}
      />
      {draft.copied && (
        <TextField
          label="Address of your posted answer"
          optional
          type="url"
          inputMode="url"
          placeholder="https://"
          value={draft.replyUrl}
          onChange={(replyUrl) => change({ replyUrl })}
          error={tried ? wrong?.replyUrl?.[0] : undefined}
        />
      )}
      <div className={styles['foot']}>
        <p className={styles['state']} data-over={(limit !== undefined && length > limit) || undefined}>
          {countText(length, limit)}
          {!blank && (kept ? ' · draft kept' : ' · this device cannot keep the draft')}
        </p>
        {draft.copied ? (
          <>
            <Button onClick={() => void copy()}>Copy again</Button>
            <Button
              look="primary"
              icon="check"
              keys="Ctrl+Enter"
              data-posted=""
              onClick={() => void posted()}
            >
              I posted it
            </Button>
          </>
        ) : (
          <Button
            look="primary"
            icon="copy"
            keys="Ctrl+Enter"
            aria-disabled={blank}
            onClick={() => void copy()}
          >
            {answerAt === null
              ? 'Copy the answer'
              : answerAt.original
                ? 'Copy and open original'
                : 'Copy and open where to answer'}
          </Button>
        )}
      </div>
    </form>
  )
}

function countText(length: number, limit: number | undefined): string {
  if (limit === undefined) return `${length} ${length === 1 ? 'character' : 'characters'}`
  return length > limit ? `${length} of ${limit}: ${length - limit} too many` : `${length} of ${limit}`
}
