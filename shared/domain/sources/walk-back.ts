import { z } from 'zod'
import { Problem } from '../../runtime/problem.ts'

/**
 * How far a list that can only be read from its newest entry backwards has been heard. Marks grow with time: seconds
 * since 1970, or ids.
 */
export type WalkCursor<Position> = {
  /** All that is not newer has been heard; null: nothing yet. */
  known: number | null
  /** A way back that took more than one poll: what was newest when it began, and where it goes on. */
  walk: { top: number; oldest: number; position: Position } | null
}

export const walkCursor = <Position>(position: z.ZodType<Position>) =>
  z
    .object({
      known: z.number().nullable(),
      walk: z.object({ top: z.number(), oldest: z.number(), position }).nullable(),
    })
    .catch({ known: null, walk: null })

export type WalkPage<Position> = {
  /** Of its entries. */
  marks: number[]
  /** Where the older ones are; null when there are none. */
  next: Position | null
}

export type Walked<Position> = {
  cursor: WalkCursor<Position>
  /** The way back to what is known is not finished. */
  more: boolean
  /** Why the walk stopped in its middle; what was read until then is good. */
  stopped: Problem | null
}

/**
 * Reads pages from the newest backwards until what is known, and a little further (`overlap`), because entries appear
 * late. The first time, one page is enough.
 * @param readPage null position: the newest entries. `from`: the mark to read back to.
 * @throws what `readPage` throws for the first page
 */
export async function walkBack<Position>(
  cursor: WalkCursor<Position>,
  { pages, overlap }: { pages: number; overlap: number },
  readPage: (position: Position | null, from: number | null) => Promise<WalkPage<Position>>,
): Promise<Walked<Position>> {
  const from = cursor.known === null ? null : cursor.known - overlap
  let { top, oldest, position }: { top: number; oldest: number; position: Position | null } = cursor.walk ?? {
    top: cursor.known ?? 0,
    oldest: Number.POSITIVE_INFINITY,
    position: null,
  }
  let read = 0
  let stopped: Problem | null = null
  while (read < pages && stopped === null) {
    try {
      const { marks, next } = await readPage(position, from)
      const oldestHere = Math.min(...marks)
      top = Math.max(top, ...marks)
      // A server that does not know paging says the same again and again.
      const isEnd = next === null || marks.length === 0 || oldestHere >= oldest
      // Looking for what came late is not worth another poll.
      const isKnown = oldestHere <= (cursor.known ?? 0) && read + 1 === pages
      if (isEnd || from === null || oldestHere <= from || isKnown) {
        return { cursor: { known: top, walk: null }, more: false, stopped: null }
      }
      oldest = oldestHere
      position = next
      read += 1
    } catch (error) {
      if (read === 0 || !(error instanceof Problem)) throw error
      stopped = error
    }
  }
  const walk = position === null ? null : { top, oldest, position }
  return { cursor: { known: cursor.known, walk }, more: true, stopped }
}
