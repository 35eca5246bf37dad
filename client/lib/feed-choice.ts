import type { NewFeed } from '../../shared/contract/feed.ts'
import type { FeedProposal } from '../../shared/contract/source.ts'

/** A feed that can be chosen: proposed for a brand, found behind an address, or described in a source's form. */
export type FeedChoice = FeedProposal & {
  /** A token, when the form has one. Never kept anywhere. */
  credential?: string
  /** Keep this title; else the feed's own is taken when it is heard. */
  named: boolean
}

/** Tells choices apart; the same feed is the same choice wherever it comes from. */
export function keyOf({ source, config }: Pick<FeedChoice, 'source' | 'config'>): string {
  return JSON.stringify([source, ...Object.entries(config).toSorted(([a], [b]) => (a < b ? -1 : 1))])
}

/** What a test or a new feed's body says of where it is. */
export function whereOf({ source, config, credential }: FeedChoice) {
  return { source, config, ...(credential !== undefined && { credential }) }
}

export function newFeedOf(choice: FeedChoice): NewFeed {
  return { ...whereOf(choice), ...(choice.named && { title: choice.title }) }
}

/** All of them, each once; of the same feed the one that came first. */
export function joined(...lists: (readonly FeedChoice[])[]): FeedChoice[] {
  const byKey = new Map<string, FeedChoice>()
  for (const choice of lists.flat()) if (!byKey.has(keyOf(choice))) byKey.set(keyOf(choice), choice)
  return [...byKey.values()]
}
