import {
  defaultAnswerWithinMinutes,
  defaultQueueThreshold,
  type Brand,
  type NewBrand,
} from '../../contract/brand.ts'
import { inTransaction } from '../../database/in-transaction.ts'
import type { Connection } from '../../database/store.ts'
import { beginMatchingChange } from '../listening/matching-version.ts'
import { checkQueries } from './check-queries.ts'
import { readBrand } from './list.ts'
import { refuseTakenName } from './name-taken.ts'

/**
 * Adds a brand. The items kept are then owed a match with its queries: workers see that on the brand's row.
 * @throws Problem invalid_query, name_taken
 */
export async function addBrand(connection: Connection, body: NewBrand): Promise<Brand> {
  checkQueries(body.queries)
  return inTransaction(connection, async (tx) => {
    await beginMatchingChange(tx)
    const { id } = await refuseTakenName(body.name, () =>
      tx
        .insertInto('brand')
        .values({
          name: body.name,
          queue_threshold: body.queueThreshold ?? defaultQueueThreshold,
          queue_urgent: body.queueUrgent ?? true,
          answer_within_minutes: body.answerWithinMinutes ?? defaultAnswerWithinMinutes,
        })
        .returning('id')
        .executeTakeFirstOrThrow(),
    )
    await tx
      .insertInto('query')
      .values(body.queries.map(({ text }) => ({ brand_id: id, text })))
      .execute()
    return readBrand(tx, id)
  })
}
