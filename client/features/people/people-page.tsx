import type { ReactElement } from 'react'

export function PeoplePage(): ReactElement {
  return <h1>People</h1>
}
