import { useQuery } from '@tanstack/react-query'
import type { ReactElement, ReactNode } from 'react'
import type { MentionDetail } from '../../../shared/contract/mention.ts'
import { calibrationQuery } from '../../lib/queries/calibration.ts'
import { correctedText, scoredText } from '../../lib/sound-text.ts'
import { useViewer } from '../../lib/viewer.ts'
import styles from './sound.module.css'
import { WhatCounts } from './what-counts.tsx'

/** How a mention sounds: who says so and how surely, what counts for it, and how to say otherwise. */
export function Sound({ detail, children }: { detail: MentionDetail; children: ReactNode }): ReactElement {
  const viewer = useViewer()
  const calibration = useQuery(calibrationQuery).data?.calibration ?? null
  const { sentiment } = detail.card
  const said = correctedText(sentiment, viewer.id) ?? scoredText(sentiment, calibration)
  return (
    <section aria-labelledby="sound-title">
      <h3 id="sound-title" className={styles['title']}>
        How does it sound?
      </h3>
      <p className={styles['said']}>{said}.</p>
      {children}
      <WhatCounts detail={detail} />
    </section>
  )
}
