import type pg from 'pg'
import { isUniqueViolation } from '../../database/violations.ts'
import { Problem } from '../../runtime/problem.ts'

/** Runs a write of a feed and says in words what the database refuses. @throws Problem feed_exists, invalid_request */
export async function refuseImpossibleFeed<Result>(write: () => Promise<Result>): Promise<Result> {
  try {
    return await write()
  } catch (error) {
    if (isUniqueViolation(error, 'feed_url')) {
      throw new Problem('feed_exists', 'This address is listened to already.', {
        fields: [{ path: 'url', message: 'There is a feed with this address.' }],
        cause: error,
      })
    }
    if ((error as pg.DatabaseError).constraint === 'feed_brand_id_fkey') {
      throw new Problem('invalid_request', 'There is no such brand.', {
        fields: [{ path: 'brandId', message: 'There is no such brand.' }],
        cause: error,
      })
    }
    throw error
  }
}
