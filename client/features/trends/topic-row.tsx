import { useQuery } from '@tanstack/react-query'
import { useState, type ReactElement } from 'react'
import { can } from '../../../shared/contract/rights.ts'
import type { Topic } from '../../../shared/contract/topic.ts'
import { labelsQuery } from '../../lib/queries/labels.ts'
import { useViewer } from '../../lib/viewer.ts'
import { Button } from '../../ui/button.tsx'
import { Icon } from '../../ui/icon.tsx'
import { BehindLink, type Behind } from './behind.tsx'
import { DayBars } from './day-bars.tsx'
import { labelOfTopic } from './label-of-topic.ts'
import { labelRule } from './label-rule.ts'
import { MakeLabelDialog } from './make-label-dialog.tsx'
import styles from './topic-row.module.css'
import { riseText } from './topic-text.ts'

/** One thing that rises: the words open the mentions that say them. */
export function TopicRow({
  topic,
  brandName,
  namesBrand,
}: {
  topic: Topic
  brandName: string
  /** The page is about several brands. */
  namesBrand: boolean
}): ReactElement {
  const decides = can(useViewer(), 'brand:write')
  const [labelling, setLabelling] = useState(false)
  const labels = useQuery(labelsQuery)
  const made = labelOfTopic(topic, labels.data ?? [])
  const { brandId, words, variants, mentions, negative } = topic
  const behind: Behind = { lane: 'stream', brandId, topicId: topic.id }
  const rise = riseText(topic)
  return (
    <li className={styles['topic']}>
      <div className={styles['words']}>
        <p className={styles['name']}>
          <BehindLink of={behind} count={mentions} label={`${words}: ${rise}, open them`}>
            {words}
          </BehindLink>
          {namesBrand && <span className={styles['brand']}>{brandName}</span>}
        </p>
        <p>
          {rise};{' '}
          {negative === 0 ? (
            'none negative'
          ) : (
            <BehindLink
              of={{ ...behind, label: 'negative' }}
              label={`${words}: ${negative} negative, open these mentions`}
            >
              <span className={styles['together']}>{negative.toLocaleString('en')} negative</span>
            </BehindLink>
          )}
          .
        </p>
        {variants.length > 0 && <p className={styles['also']}>Also as {variants.join(', ')}</p>}
      </div>
      <DayBars days={topic.days} now={topic.window === 'day' ? 1 : 7} />
      {made !== undefined && (
        <p className={styles['made']}>
          <Icon name="label" size={16} />
          <BehindLink
            of={{ lane: 'stream', brandId, labelId: made.id }}
            label={`${words} is the label “${made.name}”: open its mentions`}
          >
            {made.name}
          </BehindLink>
        </p>
      )}
      {made === undefined && !labels.isPending && decides && labelRule(topic) !== '' && (
        <Button
          size="small"
          icon="label"
          aria-label={`Make a label of “${words}”`}
          className={styles['make']}
          onClick={() => setLabelling(true)}
        >
          Make a label
        </Button>
      )}
      {labelling && (
        <MakeLabelDialog topic={topic} brandName={brandName} onClose={() => setLabelling(false)} />
      )}
    </li>
  )
}
