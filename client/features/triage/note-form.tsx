import { useEffect, useRef, type ReactElement } from 'react'
import type { MentionCard } from '../../../shared/contract/mention.ts'
import { moveBodies } from '../../../shared/contract/move-bodies.ts'
import { Button } from '../../ui/button.tsx'
import { Icon } from '../../ui/icon.tsx'
import { TextArea } from '../../ui/text-area.tsx'
import styles from './note-form.module.css'
import { useDraft } from './use-draft.ts'
import type { Triage } from './use-triage.ts'

/** An internal note: looks unlike the answer, so that the two are never mixed up. */
export function NoteForm({ card, triage }: { card: MentionCard; triage: Triage }): ReactElement {
  const { draft, change } = useDraft(card.id)
  const area = useRef<HTMLTextAreaElement>(null)
  useEffect(() => area.current?.focus(), [])
  const checked = moveBodies.note.safeParse({ text: draft.note })

  const write = async (): Promise<void> => {
    if (!checked.success) return
    change({ note: '' })
    if (!(await triage.make({ kind: 'note', body: checked.data }))) change({ note: checked.data.text })
  }

  return (
    <form
      className={styles['form']}
      aria-label="Internal note"
      onSubmit={(event) => event.preventDefault()}
      onKeyDown={(event) => {
        if (event.key === 'Escape') {
          event.preventDefault()
          triage.ask(null)
        }
        if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) void write()
      }}
    >
      <p className={styles['internal']}>
        <Icon name="note" size={16} /> Internal: only your team sees this
      </p>
      <TextArea
        ref={area}
        label="Note"
        labelHidden
        rows={2}
        maxLength={5000}
        value={draft.note}
        onChange={(note) => change({ note })}
      />
      <div className={styles['foot']}>
        <Button look="quiet" onClick={() => triage.ask(null)}>
          Cancel
        </Button>
        <Button keys="Ctrl+Enter" aria-disabled={!checked.success} onClick={() => void write()}>
          Add note
        </Button>
      </div>
    </form>
  )
}
