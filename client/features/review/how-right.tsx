import { useQuery } from '@tanstack/react-query'
import { useState, type ReactElement } from 'react'
import { trustRoutes } from '../../../shared/contract/routes/trust.ts'
import type { Agreement } from '../../../shared/contract/trust.ts'
import { call } from '../../lib/api.ts'
import { calibrationQuery } from '../../lib/queries/calibration.ts'
import { queryKeys } from '../../lib/query-keys.ts'
import { useShortcuts } from '../../lib/shortcuts.ts'
import { languageName } from '../../lib/language-name.ts'
import { sourceText } from '../../lib/source-text.ts'
import { Button } from '../../ui/button.tsx'
import { ErrorState } from '../../ui/error-state.tsx'
import { SkeletonRows } from '../../ui/skeleton-rows.tsx'
import { AgreementTable } from './agreement-table.tsx'
import { agreementText, calibrationText } from './agreement-text.ts'
import { Confusion } from './confusion.tsx'
import styles from './how-right.module.css'
import { WeeksChart, WeeksTable } from './weeks.tsx'

/** How often staff say what Earshot said: over time, by source and language, and where they do not. */
export function HowRight({ brandId }: { brandId: number | undefined }): ReactElement {
  const agreement = useQuery({
    queryKey: queryKeys.agreement(brandId),
    queryFn: ({ signal }) =>
      call(trustRoutes.agreement, { query: brandId === undefined ? {} : { brandId }, signal }),
  })
  const calibration = useQuery(calibrationQuery)
  return (
    <section className={styles['section']} aria-labelledby="how-right">
      <h2 id="how-right" className={styles['heading']}>
        How right is Earshot?
      </h2>
      {calibration.data !== undefined && <p>{calibrationText(calibration.data)}</p>}
      {agreement.data !== undefined ? (
        <Agreed agreement={agreement.data} />
      ) : agreement.isPending ? (
        <SkeletonRows count={3} label="Counting labels" />
      ) : (
        <ErrorState error={agreement.error} onRetry={() => void agreement.refetch()} />
      )}
    </section>
  )
}

function Agreed({ agreement }: { agreement: Agreement }): ReactElement {
  const [asTable, setAsTable] = useState(false)
  const toggle = (): void => setAsTable((shown) => !shown)
  const any = agreement.all.labelled > 0
  useShortcuts({ t: any ? toggle : undefined })
  if (!any)
    return (
      <p>
        {agreementText(agreement.all)} On any open mention, the keys 1, 2 and 3 say how it sounds; what they
        say is compared here.
      </p>
    )
  // The weeks of each row are the same as those of all.
  const startsOf = <Week,>(weeks: readonly Week[]): (Week & { start: string })[] =>
    weeks.map((week, index) => ({ ...week, start: agreement.weeks[index]?.start ?? '' }))
  return (
    <>
      <div className={styles['part']}>
        <header className={styles['header']}>
          <h3 className={styles['sentence']}>{agreementText(agreement.all)}</h3>
          <Button size="small" look="quiet" keys="t" onClick={toggle}>
            {asTable ? 'Show as a chart' : 'Show as a table'}
          </Button>
        </header>
        {asTable ? <WeeksTable weeks={agreement.weeks} /> : <WeeksChart weeks={agreement.weeks} />}
        <p className={styles['note']}>
          The last 12 weeks. People correct what is wrong more often than they confirm what is right: over all
          mentions Earshot is rather better.
        </p>
      </div>
      <AgreementTable
        title="By source"
        of="Source"
        rows={agreement.bySource.map((row) => ({
          ...row,
          name: sourceText(row.source),
          weeks: startsOf(row.weeks),
        }))}
      />
      <AgreementTable
        title="By language"
        of="Language"
        rows={agreement.byLanguage.map((row) => ({
          ...row,
          name: row.language === null ? 'Not recognised' : languageName(row.language),
          weeks: startsOf(row.weeks),
        }))}
      />
      <Confusion confusion={agreement.confusion} />
    </>
  )
}
