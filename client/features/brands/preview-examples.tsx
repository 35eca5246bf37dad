import { useState, type ReactElement } from 'react'
import type { BrandPreview, PreviewedItem } from '../../../shared/contract/brand.ts'
import { PreviewedItems } from '../../ui/previewed-items.tsx'
import { Segments } from '../../ui/segments.tsx'
import styles from './preview-examples.module.css'

type Part = 'matched' | 'won' | 'lost'
type Shown = { count: number; examples: readonly PreviewedItem[] }

const words = {
  matched: { label: 'Matches', spoken: 'All matches', list: 'Newest matches', none: 'Nothing matches.' },
  won: { label: 'Won', spoken: 'Newly heard', list: 'Newly heard', none: 'Nothing is newly heard.' },
  lost: { label: 'Lost', spoken: 'No longer heard', list: 'No longer heard', none: 'Nothing is lost.' },
} as const

/** Examples of what matches and, where a saved brand is changed, of what that wins and loses. */
export function PreviewExamples({ preview }: { preview: BrandPreview }): ReactElement {
  const [chosen, setChosen] = useState<Part>('matched')
  const parts: Record<Part, Shown | null> = {
    matched: { count: preview.matched, examples: preview.examples },
    won: preview.won,
    lost: preview.lost,
  }
  const compared = (preview.won?.count ?? 0) + (preview.lost?.count ?? 0) > 0
  const part = compared ? chosen : 'matched'
  const shown = parts[part]
  return (
    <>
      {compared && (
        <div className={styles['parts']}>
          <Segments
            label="Show"
            value={part}
            options={(['matched', 'won', 'lost'] as const).map((value) => ({
              value,
              label: `${words[value].label} ${(parts[value]?.count ?? 0).toLocaleString('en')}`,
              spoken: `${words[value].spoken}: ${parts[value]?.count ?? 0}`,
            }))}
            onChange={setChosen}
          />
        </div>
      )}
      {compared && part === 'lost' && (shown?.count ?? 0) > 0 && (
        <p className={styles['quiet']}>
          Mentions that are here already stay. What is like these will not be heard any more.
        </p>
      )}
      {shown !== null && <Examples {...shown} {...words[part]} />}
    </>
  )
}

function Examples({ count, examples, list, none }: Shown & { list: string; none: string }): ReactElement {
  if (count === 0) return <p className={styles['quiet']}>{none}</p>
  return (
    <>
      <PreviewedItems label={list} items={examples} />
      {count > examples.length && (
        <p className={styles['quiet']}>These are the newest {examples.length.toLocaleString('en')}.</p>
      )}
    </>
  )
}
