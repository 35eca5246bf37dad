import type { ReactElement, ReactNode } from 'react'
import type { MentionCard } from '../../../shared/contract/mention.ts'
import { useNow } from '../../lib/now.ts'
import { weekdayText } from '../../lib/time-text.ts'
import { Button } from '../../ui/button.tsx'
import { Menu, type MenuItemSpec } from '../../ui/menu.tsx'
import { dismissReasons } from '../../../shared/contract/triage.ts'
import styles from './move-bar.module.css'
import { dismissLabels, moveTexts } from './move-text.ts'
import { snoozeChoices } from './snooze-times.ts'
import type { Triage } from './use-triage.ts'

/**
 * The moves that this person may make now, as buttons with their keys; the accent is on the one to do next. On a
 * phone it is the bar at the thumb.
 */
export function MoveBar({
  card,
  triage,
  onReply,
  children,
}: {
  card: MentionCard
  triage: Triage
  onReply: () => void
  /** What else can be done, after the moves. */
  children?: ReactNode
}): ReactElement {
  const { can, ask, make } = triage
  return (
    <div className={styles['bar']} role="toolbar" aria-label="Moves">
      {can('claim') && (
        <Move kind="claim" primary onClick={() => void make({ kind: 'claim', body: {} })}>
          {card.state === 'snoozed' ? 'Take up' : 'Claim'}
        </Move>
      )}
      {can('answer') && <Move kind="answer" className={styles['reply']} onClick={onReply} />}
      {can('reopen') && <Move kind="reopen" onClick={() => void make({ kind: 'reopen', body: {} })} />}
      {can('bringBack') && (
        <Move kind="bringBack" onClick={() => void make({ kind: 'bringBack', body: {} })} />
      )}
      {can('queue') && <Move kind="queue" onClick={() => void make({ kind: 'queue', body: {} })} />}
      {can('snooze') && <SnoozeMenu triage={triage} />}
      {can('dismiss') && <DismissMenu triage={triage} />}
      {can('handOff') ? (
        <Move kind="handOff" onClick={() => ask('handOff')} />
      ) : (
        can('assign') && <Move kind="assign" onClick={() => ask('assign')} />
      )}
      {can('release') && <Move kind="release" onClick={() => void make({ kind: 'release', body: {} })} />}
      {can('note') && <Move kind="note" onClick={() => ask('note')} />}
      {children}
    </div>
  )
}

function Move({
  kind,
  primary = false,
  children,
  className,
  onClick,
}: {
  kind: keyof typeof moveTexts
  primary?: boolean
  children?: string
  className?: string | undefined
  onClick: () => void
}): ReactElement {
  const { label, icon, keys } = moveTexts[kind]
  return (
    <Button
      look={primary ? 'primary' : 'quiet'}
      size="small"
      data-primary={primary || undefined}
      icon={icon}
      keys={keys}
      className={className}
      onClick={onClick}
    >
      {children ?? label}
    </Button>
  )
}

const weekMs = 7 * 86_400_000

function SnoozeMenu({ triage }: { triage: Triage }): ReactElement {
  const now = useNow()
  const items: MenuItemSpec[] = [
    ...snoozeChoices(new Date(now)).map((choice) => ({
      id: choice.id,
      label: choice.label,
      detail: weekdayText(choice.until),
      onAction: () => void triage.make({ kind: 'snooze', body: { until: choice.until.toISOString() } }),
    })),
    {
      id: 'activity',
      label: 'Until they post again',
      // Many feeds do not say for sure who the author is: nothing may sleep for ever.
      detail: 'a week at most',
      apart: true,
      onAction: () =>
        void triage.make({
          kind: 'snooze',
          body: { untilActivity: true, until: new Date(Date.now() + weekMs).toISOString() },
        }),
    },
    { id: 'pick', label: 'Pick a time…', onAction: () => triage.ask('snoozeUntil') },
  ]
  return <MoveMenu kind="snooze" label="Snooze" items={items} triage={triage} />
}

function DismissMenu({ triage }: { triage: Triage }): ReactElement {
  const items: MenuItemSpec[] = dismissReasons.map((reason) => ({
    id: reason,
    label: reason === 'other' ? `${dismissLabels[reason]}…` : dismissLabels[reason],
    onAction: () =>
      reason === 'other'
        ? triage.ask('dismissOther')
        : void triage.make({ kind: 'dismiss', body: { reason } }),
  }))
  return <MoveMenu kind="dismiss" label="Why does it need no answer?" items={items} triage={triage} />
}

function MoveMenu({
  kind,
  label,
  items,
  triage,
}: {
  kind: 'snooze' | 'dismiss'
  label: string
  items: readonly MenuItemSpec[]
  triage: Triage
}): ReactElement {
  const text = moveTexts[kind]
  return (
    <Menu
      label={label}
      items={items}
      open={triage.question === kind}
      onOpenChange={(open) => (open ? triage.ask(kind) : triage.drop(kind))}
      trigger={(props) => (
        <Button look="quiet" size="small" icon={text.icon} keys={text.keys} {...props}>
          {text.label}
        </Button>
      )}
    />
  )
}
