import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { storeTopics } from '../../../../../shared/domain/topics/store-topics.ts'
import { eventually } from '../../../../support/eventually.ts'
import { addBrand, addFeed, addMentions, openTestStore } from '../../../../support/store.ts'

test('topics are stored amid moves on their mentions, and neither waits for the other in a circle', async () => {
  const store = await openTestStore()
  try {
    const brandId = await addBrand(store, 'Acme')
    const feedId = await addFeed(store, 'https://example.org/feed')
    const mentionIds = await addMentions(store, [{ brandId, feedId }])
    const topic = { key: 'strike', words: 'strike', variants: [], usual: 0, chance: 0, days: [], mentionIds }
    const waiting = async () =>
      (
        await store.pool.query(
          `SELECT FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()`,
        )
      ).rowCount
    let storing: Promise<boolean> | undefined
    // As moves of many do: first their mentions, at last the brand's revision.
    await store.db.transaction().execute(async (tx) => {
      await sql`SELECT FROM mention WHERE id = ANY(${mentionIds}::bigint[]) FOR UPDATE`.execute(tx)
      storing = storeTopics(store.db, brandId, new Map([['day', [topic]]]))
      await eventually(async () => (await waiting()) === 1)
      await sql`UPDATE brand SET revision = revision + 1 WHERE id = ${brandId}`.execute(tx)
    })
    expect(await storing).toBe(true)
  } finally {
    await store.close()
  }
})
