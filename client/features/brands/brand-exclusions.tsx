import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { ReactElement } from 'react'
import { exclusionsQuery } from '../../lib/queries/exclusions.ts'

/** What the brand does not want to hear, counted, with the way there. Says nothing until it is known. */
export function BrandExclusions({ brandId }: { brandId: number }): ReactElement | null {
  const all = useQuery(exclusionsQuery).data
  if (all === undefined) return null
  const own = all.filter((exclusion) => exclusion.brandId === brandId)
  const active = own.filter(({ state }) => state === 'active')
  const proposed = own.filter(({ state }) => state === 'proposed').length
  const hidden = active.reduce((sum, exclusion) => sum + exclusion.hidden, 0)
  return (
    <p>
      {[
        active.length === 0 && 'Nothing is kept out.',
        active.length > 0 &&
          `${active.length === 1 ? '1 exclusion counts' : `${active.length} exclusions count`}; set aside so far: ${hidden.toLocaleString('en')}.`,
        proposed > 0 && `${proposed} proposed.`,
      ]
        .filter(Boolean)
        .join(' ')}{' '}
      <Link to="/setup/exclusions">{own.length === 0 ? 'Keep something out' : 'Look at them'}</Link>
    </p>
  )
}
