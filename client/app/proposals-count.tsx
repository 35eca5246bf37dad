import { useQuery } from '@tanstack/react-query'
import type { ReactElement } from 'react'
import { can } from '../../shared/contract/rights.ts'
import { exclusionsQuery } from '../lib/queries/exclusions.ts'
import { lexiconQuery } from '../lib/queries/lexicon.ts'
import { useViewer } from '../lib/viewer.ts'

/** How many proposals wait for a decision, for those who decide; nothing when none does. */
export function ProposalsCount({
  of,
  className,
}: {
  of: 'exclusions' | 'words' | 'all'
  className: string | undefined
}): ReactElement | null {
  const decides = can(useViewer(), 'brand:write')
  // A count asks nothing again that the screen beside it could not load.
  const asked = { retryOnMount: false }
  const exclusions = useQuery({ ...exclusionsQuery, ...asked, enabled: decides && of !== 'words' }).data ?? []
  const words = useQuery({ ...lexiconQuery, ...asked, enabled: decides && of !== 'exclusions' }).data ?? []
  const parts = [
    proposedText(of === 'words' ? 0 : countProposed(exclusions), 'exclusion'),
    proposedText(of === 'exclusions' ? 0 : countProposed(words), 'word'),
  ].flatMap((part) => part ?? [])
  if (!decides || parts.length === 0) return null
  const told = parts.map(({ words: said }) => said).join(', ')
  return (
    <span className={className} data-tip={told}>
      <span aria-hidden="true">{parts.reduce((sum, { count }) => sum + count, 0)}</span>
      <span className="unseen">: {told.toLowerCase()}</span>
    </span>
  )
}

function countProposed(all: readonly { state: string }[]): number {
  return all.filter(({ state }) => state === 'proposed').length
}

function proposedText(count: number, what: string): { count: number; words: string } | null {
  if (count === 0) return null
  return { count, words: count === 1 ? `One ${what} is proposed` : `${count} ${what}s are proposed` }
}
