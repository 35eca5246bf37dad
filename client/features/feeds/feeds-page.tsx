import type { ReactElement } from 'react'

export function FeedsPage(): ReactElement {
  return <h1>Feeds</h1>
}
