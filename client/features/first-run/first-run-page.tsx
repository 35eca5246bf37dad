import type { ReactElement } from 'react'

export function FirstRunPage(): ReactElement {
  return <h1>First run</h1>
}
