import type { ReactElement, RefObject } from 'react'
import { MentionDetail } from '../../features/mentions/mention-detail.tsx'
import { Desk } from '../../features/triage/desk.tsx'
import { MoveBar } from '../../features/triage/move-bar.tsx'
import type { Triage } from '../../features/triage/use-triage.ts'

/** The open mention with its moves and its desk; loaded beside the list. */
export function OpenMention({
  id,
  triage,
  answer,
  onClose,
  onWriting,
}: {
  id: number
  triage: Triage
  answer: RefObject<HTMLTextAreaElement | null>
  onClose: () => void
  onWriting: (writing: boolean) => void
}): ReactElement {
  return (
    <MentionDetail
      id={id}
      onClose={onClose}
      slots={{
        moves: (card) => <MoveBar card={card} triage={triage} onReply={() => answer.current?.focus()} />,
        desk: (_, card) => <Desk card={card} triage={triage} answerRef={answer} onWriting={onWriting} />,
      }}
    />
  )
}
