import type { SentimentLabel } from '../contract/sentiment.ts'
import type { PersonRole } from '../contract/person.ts'
import type { DismissReason, MentionState } from '../contract/triage.ts'
import type { HandleKind } from '../contract/known-handle.ts'
import type { DB, Exclusion, FeedCheck, KnownHandle, Mention, Person, Subscription } from './schema.ts'

type Narrow<Table, Columns> = Omit<Table, keyof Columns> & Columns

/** The generated tables, with the words that CHECK constraints allow where the generator sees only `text`. */
export interface Tables extends Omit<
  DB,
  'mention' | 'person' | 'feed_check' | 'exclusion' | 'known_handle' | 'subscription'
> {
  mention: Narrow<
    Mention,
    {
      state: MentionState
      label: SentimentLabel | null
      scored_label: SentimentLabel | null
      dismiss_reason: DismissReason | null
      author_kind: HandleKind | null
    }
  >
  person: Narrow<Person, { role: PersonRole }>
  exclusion: Narrow<Exclusion, { state: 'proposed' | 'active' | 'ended' }>
  known_handle: Narrow<KnownHandle, { kind: HandleKind }>
  subscription: Narrow<Subscription, { state: 'asked' | 'active' | 'refused' | 'ended' }>
  feed_check: Narrow<FeedCheck, { outcome: 'items' | 'unchanged' | 'failed' }>
}
