import type { ReactElement, RefObject } from 'react'
import { can } from '../../../shared/contract/rights.ts'
import { KeepOutMenu } from '../../features/exclusions/keep-out-menu.tsx'
import { MentionDetail } from '../../features/mentions/mention-detail.tsx'
import { Desk } from '../../features/triage/desk.tsx'
import { LexiconOffer } from '../../features/triage/lexicon-offer.tsx'
import { MoveBar } from '../../features/triage/move-bar.tsx'
import { SoundChoice } from '../../features/triage/sound-choice.tsx'
import type { Triage } from '../../features/triage/use-triage.ts'
import { useViewer } from '../../lib/viewer.ts'
import type { KeepOut } from './use-keep-out.ts'

/** The open mention with its moves and its desk; loaded beside the list. */
export function OpenMention({
  id,
  triage,
  keepOut,
  answer,
  onClose,
  onWriting,
}: {
  id: number
  triage: Triage
  keepOut: KeepOut
  answer: RefObject<HTMLTextAreaElement | null>
  onClose: () => void
  onWriting: (writing: boolean) => void
}): ReactElement {
  const mayPropose = can(useViewer(), 'mention:move')
  return (
    <MentionDetail
      id={id}
      onClose={onClose}
      slots={{
        moves: (card) => (
          <MoveBar card={card} triage={triage} onReply={() => answer.current?.focus()}>
            {mayPropose && card.state !== 'aside' && (
              <KeepOutMenu
                post={card}
                open={keepOut.menu}
                onOpenChange={keepOut.openMenu}
                onChoose={(by) => keepOut.start(card, by)}
              />
            )}
          </MoveBar>
        ),
        correct: (detail) => (
          <>
            <SoundChoice card={detail.card} triage={triage} />
            {mayPropose && <LexiconOffer detail={detail} />}
          </>
        ),
        desk: (detail, card) => (
          <Desk detail={detail} card={card} triage={triage} answerRef={answer} onWriting={onWriting} />
        ),
      }}
    />
  )
}
