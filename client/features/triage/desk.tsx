import type { ReactElement, Ref } from 'react'
import type { MentionCard, MentionDetail } from '../../../shared/contract/mention.ts'
import { answerPlace } from './answer-place.ts'
import { Composer } from './composer.tsx'
import { NoteForm } from './note-form.tsx'
import type { Triage } from './use-triage.ts'

/** Where something is written about the open mention: a note, or the owner's answer. */
export function Desk({
  detail,
  card,
  triage,
  answerRef,
  onWriting,
}: {
  detail: MentionDetail
  card: MentionCard
  triage: Triage
  answerRef: Ref<HTMLTextAreaElement>
  onWriting: (writing: boolean) => void
}): ReactElement | null {
  if (triage.question === 'note') return <NoteForm card={card} triage={triage} />
  if (triage.can('answer'))
    return (
      <Composer
        ref={answerRef}
        card={card}
        answerAt={answerPlace(detail)}
        triage={triage}
        onWriting={onWriting}
      />
    )
  return null
}
