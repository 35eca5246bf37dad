import type { SentimentLabel } from '../contract/mention.ts'
import type { PersonRole } from '../contract/person.ts'
import type { DismissReason, MentionState } from '../contract/triage.ts'
import type { DB, FeedCheck, Mention, Person } from './schema.ts'

type Narrow<Table, Columns> = Omit<Table, keyof Columns> & Columns

/** The generated tables, with the words that CHECK constraints allow where the generator sees only `text`. */
export interface Tables extends Omit<DB, 'mention' | 'person' | 'feed_check'> {
  mention: Narrow<
    Mention,
    { state: MentionState; label: SentimentLabel | null; dismiss_reason: DismissReason | null }
  >
  person: Narrow<Person, { role: PersonRole }>
  feed_check: Narrow<FeedCheck, { outcome: 'items' | 'unchanged' | 'failed' }>
}
