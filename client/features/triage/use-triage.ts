import { useState } from 'react'
import type { MentionCard } from '../../../shared/contract/mention.ts'
import { canMove } from '../../../shared/contract/rights.ts'
import type { SentimentLabel } from '../../../shared/contract/sentiment.ts'
import type { MoveKind } from '../../../shared/contract/triage.ts'
import type { PlannedMove } from '../../lib/send-move.ts'
import { useViewer } from '../../lib/viewer.ts'
import { useMoves } from './use-moves.ts'

/** A move that asks something first, in a menu or a dialog. */
export type Question = 'snooze' | 'snoozeUntil' | 'dismiss' | 'dismissOther' | 'assign' | 'handOff' | 'note'

export type Triage = {
  can: (kind: Exclude<MoveKind, 'undo'>) => boolean
  make: (move: PlannedMove) => Promise<boolean>
  /** Says how it sounds; null lets the scorer's label count again. Saying one's own words twice does nothing. */
  correct: (label: SentimentLabel | null) => void
  undo: () => void
  question: Question | null
  ask: (question: Question | null) => void
  /** Ends this question, unless it has led on to another one meanwhile. */
  drop: (question: Question) => void
}

/** Moves after which a mention is done with, for the person at the screen. */
const closing = new Set<MoveKind>(['answer', 'dismiss', 'snooze', 'handOff', 'assign', 'release'])

/**
 * The moves on the open mention.
 * @param onNotUs what is offered after a mention was dismissed as not about us.
 * @param onClosed called as a closing move is made, before the list changes: the time to open the next one.
 */
export function useTriage(
  card: MentionCard | undefined,
  {
    onClosed,
    onReturn,
    onNotUs,
  }: {
    onClosed: () => void
    onReturn: (mentionId: number) => void
    onNotUs: (card: MentionCard) => void
  },
): Triage {
  const viewer = useViewer()
  const moves = useMoves(onReturn, onNotUs)
  const [asked, setAsked] = useState<{ question: Question; mentionId: number } | null>(null)
  const can: Triage['can'] = (kind) =>
    card !== undefined &&
    canMove(viewer, kind, { state: card.state, ownerId: card.owner?.id ?? null }) &&
    // Of a deleted post nothing is left to answer.
    !(card.setAside?.kind === 'deleted' && kind !== 'note')
  return {
    can,
    make: (move) => {
      if (card === undefined) return Promise.resolve(false)
      setAsked(null)
      const made = moves.make(card, move)
      const toSelf = move.kind === 'assign' && move.body.personId === viewer.id
      if (closing.has(move.kind) && !toSelf) onClosed()
      return made
    },
    correct: (label) => {
      if (card === undefined || !can('correct')) return
      const { label: counts, corrected } = card.sentiment
      const said = label === null ? corrected === null : corrected?.by.id === viewer.id && counts === label
      if (!said) void moves.make(card, { kind: 'correct', body: { label } })
    },
    undo: () => void moves.undo(),
    question: asked !== null && asked.mentionId === card?.id ? asked.question : null,
    ask: (question) =>
      setAsked(question === null || card === undefined ? null : { question, mentionId: card.id }),
    drop: (question) => setAsked((now) => (now?.question === question ? null : now)),
  }
}
