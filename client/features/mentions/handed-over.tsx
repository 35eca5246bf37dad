import type { ReactElement } from 'react'
import type { MentionDetail } from '../../../shared/contract/mention.ts'
import { useViewer } from '../../lib/viewer.ts'
import { Avatar } from '../../ui/avatar.tsx'
import { Time } from '../../ui/time.tsx'
import styles from './handed-over.module.css'

/** What a colleague said when they passed this on: its new owner reads it before anything else. */
export function HandedOver({ detail }: { detail: MentionDetail }): ReactElement | null {
  const viewer = useViewer()
  const open = detail.card.state === 'claimed' || detail.card.state === 'snoozed'
  const handOff = detail.history.findLast(({ kind, takenBack }) => kind === 'handOff' && !takenBack)
  if (!open || handOff?.actor == null || handOff.detail.to?.id !== detail.card.owner?.id) return null
  const mine = detail.card.owner?.id === viewer.id
  return (
    <section className={styles['over']} aria-label="Why it was handed over">
      <Avatar person={handOff.actor} size={26} />
      <div>
        <p className={styles['who']}>
          {handOff.actor.name} handed this to {mine ? 'you' : detail.card.owner?.name}{' '}
          <Time iso={handOff.at} />
        </p>
        <p className={styles['why']}>{handOff.detail.reason}</p>
      </div>
    </section>
  )
}
