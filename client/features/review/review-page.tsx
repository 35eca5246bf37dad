import type { ReactElement } from 'react'

export function ReviewPage(): ReactElement {
  return <p>Review</p>
}
