import type { ReactElement } from 'react'

export function PulsePage(): ReactElement {
  return <h1>Pulse</h1>
}
