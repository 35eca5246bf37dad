import type { ReactElement } from 'react'

export function BrandsPage(): ReactElement {
  return <h1>Brands</h1>
}
