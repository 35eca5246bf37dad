import { memo, type ReactElement } from 'react'
import type { MentionCard } from '../../../shared/contract/mention.ts'
import { useNow } from '../../lib/now.ts'
import { ageText } from '../../lib/time-text.ts'
import { useViewer } from '../../lib/viewer.ts'
import { useNewestCard } from '../../live/newest-card.ts'
import { useMentionViewers } from '../../live/viewing.ts'
import { Avatar } from '../../ui/avatar.tsx'
import { Icon } from '../../ui/icon.tsx'
import { headlineOfCard } from '../../../shared/contract/headline.ts'
import styles from './mention-row.module.css'
import { labelsOf } from './label-names.ts'
import { RowChips } from './row-chips.tsx'
import { RowTags } from './row-tags.tsx'
import { SeverityBar, severityText } from './severity-bar.tsx'
import { sourceText } from '../../lib/source-text.ts'
import { stateText } from '../../lib/state-text.ts'
import { standingText, waitingSeconds } from './standing-text.ts'

/** One mention in a list: who, where, how long ago, their words, who has it. An option of the list's listbox. */
export const MentionRow = memo(function MentionRow({
  card: listed,
  gone,
  brandName,
  labelNames,
  selected,
  focusable,
  position,
  total,
  top,
  height,
  onOpen,
}: {
  card: MentionCard
  /** It has left this list; the row says how it stands instead. */
  gone: boolean
  /** Shown when the list is of several brands. */
  brandName: string | undefined
  /** Names of rule labels by id. */
  labelNames: ReadonlyMap<number, string>
  selected: boolean
  focusable: boolean
  position: number
  total: number
  /** Its place and height in the list, in pixels. */
  top: number
  height: number
  onOpen: (id: number) => void
}): ReactElement {
  const now = useNow()
  const viewer = useViewer()
  const newest = useNewestCard(listed)
  const card = gone ? newest : listed
  const headline = headlineOfCard(card)
  const viewers = useMentionViewers(card.id).filter((person) => person.id !== viewer.id)
  return (
    <div
      id={`mention-${card.id}`}
      role="option"
      aria-selected={selected}
      aria-posinset={position}
      aria-setsize={total}
      tabIndex={focusable ? 0 : -1}
      className={styles['row']}
      data-gone={gone ? (card.owner?.id === viewer.id ? 'mine' : 'away') : undefined}
      style={{ height, transform: `translateY(${top}px)` }}
      onKeyDown={(event) => {
        if (event.key === 'Enter' || event.key === ' ') {
          if (!selected) event.preventDefault()
          if (!selected) onOpen(card.id)
        }
      }}
      onClick={() => onOpen(card.id)}
    >
      <SeverityBar severity={card.severity} />
      <span className="unseen">{severityText(card)}. </span>
      <div className={styles['meta']}>
        <span className={styles['author']}>{card.author ?? 'Somebody'}</span>
        {card.authorKind !== null && <span className={styles['kind']}>{card.authorKind}</span>}
        <span className={styles['where']}>
          {[brandName, sourceText(card.source), ...labelsOf(card, labelNames)].filter(Boolean).join(' · ')}
        </span>
        <RowChips card={card} />
        {waitingSeconds(card, now) === null && (
          <span className={styles['age']}>{ageText(card.publishedAt, now)}</span>
        )}
        <span className={styles['standing']}>
          {gone ? goneText(card, listed, viewer.id) : standingText(card, now)}
        </span>
      </div>
      <p className={styles['words']}>
        <RowTags card={card} />
        {headline !== null && <b className={styles['title']}>{headline} </b>}
        {card.setAside?.kind === 'deleted' ? 'The author has deleted this post' : card.excerpt}
      </p>
      <div className={styles['people']}>
        {card.notes > 0 && (
          <span className={styles['notes']} data-tip={card.notes === 1 ? '1 note' : `${card.notes} notes`}>
            <Icon name="note" size={16} label={card.notes === 1 ? '1 note' : `${card.notes} notes`} />
          </span>
        )}
        {viewers.slice(0, 3).map((person) => (
          <Avatar
            key={person.id}
            person={person}
            size={22}
            writing={person.replying}
            label={`${person.name} is ${person.replying ? 'writing an answer' : 'looking'}`}
          />
        ))}
        {card.owner !== null && !viewers.some((person) => person.id === card.owner?.id) && (
          <Avatar person={card.owner} size={22} label={`${ownedText(card)} ${card.owner.name}`} />
        )}
      </div>
    </div>
  )
})

function ownedText(card: MentionCard): string {
  return card.state === 'answered' ? 'answered by' : 'claimed by'
}

/** How a mention stands that has left the list; nobody may have said yet. */
function goneText(card: MentionCard, listed: MentionCard, viewerId: number): string {
  if (card.version === listed.version) return 'no longer here'
  if (card.state === 'claimed')
    return card.owner?.id === viewerId ? 'yours now' : `${card.owner?.name ?? 'somebody'} took it`
  if (card.state === 'queued') return listed.state === 'stream' ? 'in the queue now' : 'back in the queue'
  return stateText(card, viewerId)
}
