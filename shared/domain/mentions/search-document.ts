import { sql } from 'kysely'

/** What a search finds an item by: every word of its title, text and author. `item` is the row. */
export const searchDocument = sql`
  to_tsvector('simple', concat_ws(' ', item.title, item.text, item.author))`
