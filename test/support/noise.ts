import { sql } from 'kysely'
import type { Store } from '../../shared/database/store.ts'
import { addFeed } from './store.ts'

/** Lets the post of a mention be heard in more feeds, as ingest records it; each gives it an address of its own. */
export async function seenAlso({ db }: Store, mentionId: number, feeds: readonly string[]): Promise<void> {
  for (const title of feeds) {
    const address = `https://${title.toLowerCase().replaceAll(' ', '-')}.example`
    const feedId = await addFeed({ db } as Store, `${address}/feed.xml`)
    await sql`UPDATE feed SET title = ${title} WHERE id = ${feedId}`.execute(db)
    await sql`
      WITH seen AS (
        INSERT INTO item (feed_id, external_id, title, text, url, published_at)
        VALUES (${feedId}, ${address}, '', 'The same', ${`${address}/post`}, now()) RETURNING id
      )
      INSERT INTO sighting (mention_id, item_id, feed_id) SELECT ${mentionId}, id, ${feedId} FROM seen`.execute(
      db,
    )
  }
  await sql`UPDATE mention SET sightings = sightings + ${feeds.length} WHERE id = ${mentionId}`.execute(db)
}

/** Makes these mentions repeat what the first one tells. */
export async function tellAgain({ db }: Store, first: number, repeats: readonly number[]): Promise<void> {
  await sql`UPDATE mention SET story_id = ${first} WHERE id = ANY(${repeats})`.execute(db)
  await sql`UPDATE mention SET story_size = story_size + ${repeats.length} WHERE id = ${first}`.execute(db)
}
