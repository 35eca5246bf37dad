import type { ChangedByBrand } from '../mentions/changed.ts'
import type { Place } from '../mentions/place.ts'

/** An exclusion with what is still to be done about it. */
export type OwedExclusion = {
  id: number
  brandId: number
  text: string
  owed: { do: 'setAside' | 'bringBack'; by: number; before: Place | null }
}

/** What one page did, and where the next begins; null: it was the last. */
export type PageDone = { changed: ChangedByBrand; next: Place | null }
