import { useState } from 'react'
import type { MentionCard } from '../../../shared/contract/mention.ts'
import { canMove } from '../../../shared/contract/rights.ts'
import type { SentimentLabel } from '../../../shared/contract/sentiment.ts'
import { correctionKeys } from '../../lib/correction-keys.ts'
import type { PlannedMove } from '../../lib/send-move.ts'
import { useShortcuts } from '../../lib/shortcuts.ts'
import { useViewer } from '../../lib/viewer.ts'
import { useNewestCards } from '../../live/newest-card.ts'
import { nextToLookAt, oneBefore } from './sample-progress.ts'

/** How moves are made; the screen that composes Review brings them. */
export type ReviewMoves = {
  make: (card: MentionCard, move: PlannedMove) => Promise<boolean>
  undo: () => Promise<number | null>
}

/** The mention that was asked for, and how to ask for one; undefined: the next that is left. */
export type ChosenMention = [id: number | undefined, choose: (id: number | undefined) => void]

export type Review = {
  /** The mention that is shown; undefined: all are looked at or skipped. */
  current: MentionCard | undefined
  /** Whether the person has gone on from where the page began. */
  moved: boolean
  /** Says how the shown one sounds, and goes on; null takes back what was said. */
  label: (label: SentimentLabel | null) => void
  /** Puts the shown one into the queue; null where that is no possible move. */
  queue: (() => void) | null
  skip: () => void
  back: () => void
  show: (id: number) => void
  showSkipped: () => void
}

/** Going through a sample: which mention is shown, and what the keys do. Nobody needs a mouse for it. */
export function useReview(
  cards: readonly MentionCard[],
  moves: ReviewMoves,
  [chosenId, setChosenId]: ChosenMention,
): Review {
  const viewer = useViewer()
  // What this person went on from: labelled, or skipped.
  const [passed, setPassed] = useState<ReadonlySet<number>>(new Set())
  const [lastId, setLastId] = useState<number>()
  const [read, setRead] = useState<MentionCard>()
  const [stillRead] = useNewestCards(read === undefined ? [] : [read])

  const current = cards.find(({ id }) => id === chosenId) ?? stillRead ?? nextToLookAt(cards, passed, lastId)
  // The one that is read stays until this person goes on, whatever others say of it meanwhile, and also when it leaves
  // the sample: a key must not label what came under it.
  if (current?.id !== read?.id) setRead(current)
  const goOn = (from: MentionCard): void => {
    setPassed((ids) => new Set([...ids, from.id]))
    setLastId(from.id)
    setRead(undefined)
    setChosenId(undefined)
  }
  const label = (said: SentimentLabel | null): void => {
    if (current === undefined || !mayMove(current, 'correct')) return
    const { corrected, label: counts } = current.sentiment
    const saidAlready = said === null ? corrected === null : corrected !== null && counts === said
    if (!saidAlready) void moves.make(current, { kind: 'correct', body: { label: said } })
    if (said !== null) goOn(current)
  }
  const mayMove = (card: MentionCard, kind: 'correct' | 'queue'): boolean =>
    canMove(viewer, kind, { state: card.state, ownerId: card.owner?.id ?? null }) &&
    card.setAside?.kind !== 'deleted'

  const queue =
    current !== undefined && mayMove(current, 'queue')
      ? () => void moves.make(current, { kind: 'queue', body: {} })
      : null
  const skip = (): void => {
    if (current !== undefined) goOn(current)
  }
  const back = (): void => {
    const before = oneBefore(cards, current?.id)
    if (before !== undefined) setChosenId(before.id)
  }

  useShortcuts({
    [correctionKeys.negative]: () => label('negative'),
    [correctionKeys.neutral]: () => label('neutral'),
    [correctionKeys.positive]: () => label('positive'),
    [correctionKeys.scorer]: () => label(null),
    u: queue ?? undefined,
    j: skip,
    k: back,
    o: () => current?.url != null && window.open(current.url, '_blank', 'noopener,noreferrer'),
    z: () => void moves.undo(),
  })

  return {
    current,
    moved: chosenId !== undefined || lastId !== undefined,
    label,
    queue,
    skip,
    back,
    show: setChosenId,
    showSkipped: () => {
      setPassed(new Set())
      setChosenId(undefined)
    },
  }
}
