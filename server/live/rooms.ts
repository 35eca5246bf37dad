import type { Viewer } from '../../shared/contract/person.ts'
import { can } from '../../shared/contract/rights.ts'

/** Hears a brand's changes and who looks at its mentions. */
export const brandRoom = (brandId: number) => `brand:${brandId}`
/** Hears that something in Setup changed. */
export const setupRoom = 'setup'
/** Every socket of one person on this process. */
export const personRoom = (personId: number) => `person:${personId}`

/** The rooms that this person's rights open. */
export function roomsOf(viewer: Viewer, brandIds: readonly number[]): string[] {
  return [
    personRoom(viewer.id),
    ...(can(viewer, 'mention:read') ? brandIds.map(brandRoom) : []),
    ...(can(viewer, 'feed:read') || can(viewer, 'brand:read') ? [setupRoom] : []),
  ]
}
