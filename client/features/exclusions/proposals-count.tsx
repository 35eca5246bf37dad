import { useQuery } from '@tanstack/react-query'
import type { ReactElement } from 'react'
import { can } from '../../../shared/contract/rights.ts'
import { useViewer } from '../../lib/viewer.ts'
import { exclusionsQuery } from '../../lib/queries.ts'

/** How many proposals wait for a decision, for those who decide; nothing when none does. */
export function ProposalsCount({ className }: { className: string | undefined }): ReactElement | null {
  const decides = can(useViewer(), 'brand:write')
  const exclusions = useQuery({ ...exclusionsQuery, enabled: decides }).data ?? []
  const proposed = exclusions.filter(({ state }) => state === 'proposed').length
  if (!decides || proposed === 0) return null
  const words = proposed === 1 ? 'One exclusion is proposed' : `${proposed} exclusions are proposed`
  return (
    <span className={className} data-tip={words}>
      <span aria-hidden="true">{proposed}</span>
      <span className="unseen">: {words.toLowerCase()}</span>
    </span>
  )
}
