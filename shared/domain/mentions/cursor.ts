import { z } from 'zod'
import { isUrgencyOrdered } from '../../contract/lane.ts'
import type { Lane } from '../../contract/mention.ts'
import { Problem } from '../../runtime/problem.ts'
import type { Place } from './place.ts'

/** PostgreSQL's calendar knows no year 0. */
const moment = z.iso.datetime().refine((at) => !at.startsWith('0000'))
const cursorParts = z.tuple([z.enum(['urgent', 'newest']), moment, z.int().positive()])

/** An opaque text for a place in a lane's order. */
export function toCursor(lane: Lane, place: Place): string {
  return Buffer.from(JSON.stringify([orderOf(lane), place.at, place.id])).toString('base64url')
}

/** @throws Problem invalid_cursor for anything that is not a cursor of a lane with the same order. */
export function readCursor(lane: Lane, cursor: string): Place {
  const parts = cursorParts.safeParse(parseJson(Buffer.from(cursor, 'base64url').toString()))
  if (!parts.success || parts.data[0] !== orderOf(lane))
    throw new Problem('invalid_cursor', 'This place in the list is not known. Start from its first page.', {
      fields: [{ path: 'cursor', message: 'Leave it out, or send the last page’s nextCursor.' }],
    })
  return { at: parts.data[1], id: parts.data[2] }
}

const orderOf = (lane: Lane) => (isUrgencyOrdered(lane) ? 'urgent' : 'newest')

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
