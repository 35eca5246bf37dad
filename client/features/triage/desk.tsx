import type { ReactElement, Ref } from 'react'
import type { MentionCard } from '../../../shared/contract/mention.ts'
import { Composer } from './composer.tsx'
import { NoteForm } from './note-form.tsx'
import type { Triage } from './use-triage.ts'

/** Where something is written about the open mention: a note, or the owner's answer. */
export function Desk({
  card,
  triage,
  answerRef,
  onWriting,
}: {
  card: MentionCard
  triage: Triage
  answerRef: Ref<HTMLTextAreaElement>
  onWriting: (writing: boolean) => void
}): ReactElement | null {
  if (triage.question === 'note') return <NoteForm card={card} triage={triage} />
  if (triage.can('answer'))
    return <Composer ref={answerRef} card={card} triage={triage} onWriting={onWriting} />
  return null
}
