import { lazy, Suspense, useState, type ReactElement } from 'react'
import { useShortcuts } from '../../lib/shortcuts.ts'
import { Button } from '../../ui/button.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import type { Behind } from './behind.tsx'
import { LabelLegend } from './label-legend.tsx'
import type { PulseData } from './use-trends.ts'
import styles from './volume-section.module.css'
import { VolumeTable } from './volume-table.tsx'

const VolumeChart = lazy(async () => ({ default: (await import('./volume-chart.tsx')).VolumeChart }))

/** Volume and mood over time, as a chart or as the table with the same numbers. */
export function VolumeSection({ data, behind }: { data: PulseData; behind: Behind }): ReactElement {
  const [asTable, setAsTable] = useState(false)
  const toggle = (): void => setAsTable((shown) => !shown)
  useShortcuts({ t: toggle })
  const hasGhost = !asTable && data.before.some((count) => count > 0)
  return (
    <section className={styles['section']} aria-label="Over time">
      <header className={styles['header']}>
        <h2 className={styles['heading']}>Over time</h2>
        <Button size="small" look="quiet" keys="t" onClick={toggle}>
          {asTable ? 'Show as a chart' : 'Show as a table'}
        </Button>
      </header>
      <LabelLegend
        counts={data.trends.current.labels}
        behind={behind}
        ghost={hasGhost ? data.period.before : null}
      />
      {asTable ? (
        <VolumeTable data={data} behind={behind} />
      ) : (
        <Suspense fallback={<Skeleton height="316px" />}>
          <VolumeChart data={data} behind={behind} />
        </Suspense>
      )}
    </section>
  )
}
