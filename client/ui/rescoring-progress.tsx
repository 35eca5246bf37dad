import { useQuery } from '@tanstack/react-query'
import { useId, type ReactElement } from 'react'
import type { Rescoring } from '../../shared/contract/lexicon.ts'
import { useNow } from '../lib/now.ts'
import { rescoringsQuery } from '../lib/queries/rescorings.ts'
import { changedText, finishedText, isNews, seenText } from '../lib/rescoring-text.ts'
import { relativeText } from '../lib/time-text.ts'
import { Icon } from './icon.tsx'
import { ProgressBar } from './progress-bar.tsx'
import styles from './rescoring-progress.module.css'

/**
 * How far what was decided has come to the mentions that are there: a bar for each brand while it goes on, and for a
 * while afterwards, in one line, what came of it. Nothing when there is nothing to tell.
 */
export function RescoringProgress({
  brands,
}: {
  brands: readonly { id: number; name: string }[]
}): ReactElement | null {
  const now = useNow()
  const all = useQuery(rescoringsQuery).data ?? []
  const shown = all.flatMap((rescoring) => {
    const brand = brands.find(({ id }) => id === rescoring.brandId)
    return brand !== undefined && isNews(rescoring, now) ? [{ rescoring, name: brand.name }] : []
  })
  if (shown.length === 0) return null
  const ended = shown.flatMap(({ rescoring, name }) =>
    rescoring.finishedAt === null ? [] : [{ rescoring, name, finishedAt: rescoring.finishedAt }],
  )
  const [only, ...others] = ended
  return (
    <ul className={styles['all']} aria-label="Past mentions">
      {shown
        .filter(({ rescoring }) => rescoring.finishedAt === null)
        .map(({ rescoring, name }) => (
          <li key={rescoring.brandId} className={styles['one']}>
            <Going rescoring={rescoring} name={name} />
          </li>
        ))}
      {ended.length > 0 && (
        <li className={styles['done']}>
          <Icon name="check" size={16} />
          <span>
            {only !== undefined && others.length === 0
              ? `Past mentions of ${only.name}: finished ${relativeText(only.finishedAt, now)}, ${changedText(only.rescoring)}.`
              : finishedText(ended)}
          </span>
        </li>
      )}
    </ul>
  )
}

function Going({ rescoring, name }: { rescoring: Rescoring; name: string }): ReactElement {
  const id = useId()
  return (
    <>
      <p id={id}>Past mentions of {name} are judged again</p>
      <ProgressBar labelledBy={id} value={rescoring.seen} max={rescoring.total} />
      <p className={styles['figures']}>
        {seenText(rescoring)}, {changedText(rescoring)}. You can go on meanwhile.
      </p>
    </>
  )
}
