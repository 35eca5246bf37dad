import { Fragment, type ReactElement, type ReactNode } from 'react'
import type { MentionCard, MentionDetail } from '../../../shared/contract/mention.ts'
import type { MentionState } from '../../../shared/contract/triage.ts'
import { capital } from '../../lib/capital.ts'
import { useNow } from '../../lib/now.ts'
import { useViewer } from '../../lib/viewer.ts'
import { useMentionViewers } from '../../live/viewing.ts'
import { Avatar } from '../../ui/avatar.tsx'
import { Badge, type BadgeTone } from '../../ui/badge.tsx'
import { Button } from '../../ui/button.tsx'
import { Icon, type IconName } from '../../ui/icon.tsx'
import { Time } from '../../ui/time.tsx'
import { AuthorKind } from './author-kind.tsx'
import { labelsOf, useLabelNames } from './label-names.ts'
import styles from './mention-header.module.css'
import { sourceText } from '../../lib/source-text.ts'
import { stateText } from '../../lib/state-text.ts'
import { snoozeText } from './standing-text.ts'

/** Who said it, where and when; how it stands and whose it is; who else has it open. */
export function MentionHeader({
  detail,
  onClose,
}: {
  detail: MentionDetail
  onClose: () => void
}): ReactElement {
  const { card } = detail
  return (
    <header className={styles['header']}>
      <Button
        look="quiet"
        icon="left"
        aria-label="Back to the list"
        className={styles['back']}
        onClick={onClose}
      />
      <div className={styles['who']}>
        <p className={styles['author']}>
          {detail.authorUrl === null ? (
            (card.author ?? 'Somebody')
          ) : (
            <a href={detail.authorUrl} target="_blank" rel="noopener noreferrer">
              {card.author ?? 'Somebody'}
            </a>
          )}{' '}
          <AuthorKind kind={card.authorKind} />
          <Labels card={card} />
        </p>
        <p className={styles['where']}>
          {detail.brand.name} · {sourceText(card.source)} · {detail.feed.title} ·{' '}
          <Time iso={card.publishedAt} />
          {'\u2003'}
          <span className={styles['links']}>
            {detail.replyUrl !== null && (
              <Away href={detail.replyUrl} first>
                Open where to answer
              </Away>
            )}
            {card.url !== null && card.url !== detail.replyUrl && (
              <Away href={card.url} first={detail.replyUrl === null}>
                Original
              </Away>
            )}
          </span>
        </p>
      </div>
      <div className={styles['standing']}>
        <Standing detail={detail} />
        <Watchers mentionId={card.id} />
      </div>
    </header>
  )
}

function Labels({ card }: { card: MentionCard }): ReactNode {
  return labelsOf(card, useLabelNames()).map((name) => (
    <Fragment key={name}>
      {' '}
      <Badge icon="label">{name}</Badge>
    </Fragment>
  ))
}

/** A link out of Earshot; the first one is what `o` opens. */
function Away({ href, first, children }: { href: string; first: boolean; children: string }): ReactElement {
  return (
    <a
      href={href}
      target="_blank"
      rel="noopener noreferrer"
      aria-keyshortcuts={first ? 'o' : undefined}
      className={styles['original']}
      data-tip={children === 'Original' ? 'Open the original' : children}
      data-tip-keys={first ? 'o' : undefined}
    >
      {children} <Icon name="open" size={16} />
    </a>
  )
}

const stateBadges: Partial<Record<MentionState, { tone?: BadgeTone; icon?: IconName }>> = {
  snoozed: { icon: 'clock' },
  answered: { tone: 'positive', icon: 'check' },
  dismissed: { icon: 'dismiss' },
  aside: { icon: 'aside' },
}

function Standing({ detail: { card } }: { detail: MentionDetail }): ReactElement {
  const viewer = useViewer()
  const now = useNow()
  const own = card.state === 'claimed' && card.owner?.id === viewer.id
  return (
    <Badge {...(own ? { tone: 'accent' } : stateBadges[card.state])}>
      {capital(stateText(card, viewer.id))}
      {card.state === 'snoozed' && `, ${snoozeText(card, now)}`}
    </Badge>
  )
}

function Watchers({ mentionId }: { mentionId: number }): ReactElement | null {
  const viewer = useViewer()
  const others = useMentionViewers(mentionId).filter((person) => person.id !== viewer.id)
  if (others.length === 0) return null
  const writing = others.filter((person) => person.replying).map((person) => person.name)
  const looking = others.filter((person) => !person.replying).map((person) => person.name)
  return (
    <p className={styles['watchers']} role="status">
      <span className={styles['faces']}>
        {others.slice(0, 3).map((person) => (
          <Avatar key={person.id} person={person} size={22} writing={person.replying} />
        ))}
      </span>
      {[
        writing.length > 0 && `${nameList(writing)} replying`,
        looking.length > 0 && `${nameList(looking)} looking`,
      ]
        .filter(Boolean)
        .join(', ')}
    </p>
  )
}

function nameList(names: string[]): string {
  return `${names.length > 2 ? `${names[0]} and ${names.length - 1} others` : names.join(' and ')} ${names.length === 1 ? 'is' : 'are'}`
}
