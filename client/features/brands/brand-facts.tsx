import type { ReactElement } from 'react'
import type { Brand } from '../../../shared/contract/brand.ts'
import { signed } from '../../lib/signed.ts'
import { Notice } from '../../ui/notice.tsx'
import { Sheet } from '../../ui/sheet.tsx'
import { answerWithinText } from './answer-within.ts'
import styles from './brand-facts.module.css'

/** A brand for those who may look but not change. */
export function BrandFacts({ brand, onClose }: { brand: Brand; onClose: () => void }): ReactElement {
  return (
    <Sheet title={brand.name} onClose={onClose}>
      <div className={styles['facts']}>
        <Notice>Admins change brands. Ask one when something is missed here, or heard too much.</Notice>
        <div>
          <h3>{brand.queries.length === 1 ? 'Query' : 'Queries'}</h3>
          <ul className={styles['queries']}>
            {brand.queries.map((query) => (
              <li key={query.id}>{query.text}</li>
            ))}
          </ul>
        </div>
        <div>
          <h3>Queue</h3>
          <p>
            What scores {signed(brand.queueThreshold)} or lower needs an answer
            {brand.queueUrgent && ', and so does what gives a grave reason to hurry'}; the rest is in the
            stream. Ordinary mentions are answered within {answerWithinText(brand.answerWithinMinutes)}.
          </p>
        </div>
      </div>
    </Sheet>
  )
}
