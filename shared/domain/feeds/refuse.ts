import type pg from 'pg'
import { Problem } from '../../runtime/problem.ts'

/** Runs a write of a feed and says in words what the database refuses. @throws Problem feed_exists, invalid_request */
export async function refuseImpossibleFeed<Result>(write: () => Promise<Result>): Promise<Result> {
  try {
    return await write()
  } catch (error) {
    const { constraint } = error as pg.DatabaseError
    if (constraint === 'feed_url') {
      throw new Problem('feed_exists', 'This address is listened to already.', {
        fields: [{ path: 'url', message: 'There is a feed with this address.' }],
        cause: error,
      })
    }
    if (constraint === 'feed_brand_id_fkey') {
      throw new Problem('invalid_request', 'There is no such brand.', {
        fields: [{ path: 'brandId', message: 'There is no such brand.' }],
        cause: error,
      })
    }
    throw error
  }
}
