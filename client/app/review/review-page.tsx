import { useQuery } from '@tanstack/react-query'
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { useState, type ReactElement } from 'react'
import { can } from '../../../shared/contract/rights.ts'
import { HowRight } from '../../features/review/how-right.tsx'
import { SampleReview } from '../../features/review/sample-review.tsx'
import { useMoves } from '../../features/triage/use-moves.ts'
import { usePageTitle } from '../../lib/page-title.ts'
import { brandsQuery } from '../../lib/queries/brands.ts'
import { useViewer } from '../../lib/viewer.ts'
import { Select } from '../../ui/select.tsx'
import styles from './review-page.module.css'

const place = getRouteApi('/signed-in/review')

/** What the queue left out, looked at by people; and, for those who answer for it, how right Earshot is. */
export function ReviewPage(): ReactElement {
  usePageTitle('Review')
  const { brandId } = place.useSearch()
  const navigate = useNavigate({ from: '/review' })
  const brands = useQuery(brandsQuery).data ?? []
  const heard = brands.filter(({ archived }) => !archived)
  // Who may move the mentions of others answers for the team, and for what it trusts.
  const answers = can(useViewer(), 'mention:move-others')
  const chosen = useState<number>()
  // A mention whose move is taken back is shown again.
  const moves = useMoves(chosen[1], nothing)

  return (
    <div className={styles['page']}>
      <header className={styles['header']}>
        <h1 className={styles['title']}>Review</h1>
        {heard.length > 1 && (
          <Select
            label="Brand"
            labelHidden
            value={String(brandId ?? '')}
            onChange={(id) => void navigate({ search: id === '' ? {} : { brandId: Number(id) } })}
            options={[
              { value: '', label: 'All brands' },
              ...heard.map(({ id, name }) => ({ value: String(id), label: name })),
            ]}
          />
        )}
      </header>
      <SampleReview key={brandId ?? 'all'} brandId={brandId} brands={brands} moves={moves} chosen={chosen} />
      {answers && <HowRight brandId={brandId} />}
    </div>
  )
}

/** Nothing is dismissed here, so nothing can be offered after it. */
function nothing(): void {}
