import type { Item } from '../../shared/domain/sources/item.ts'
import type { Store } from '../../shared/database/store.ts'
import { recordChanges } from '../../shared/database/changes.ts'
import { createListeningReader } from '../../shared/domain/listening/compiled.ts'
import { holdMatching } from '../../shared/domain/listening/matching-version.ts'
import { forgetDeleted } from '../../shared/domain/mentions/forget-deleted.ts'
import { ingest, type Ingested } from '../../shared/domain/mentions/ingest.ts'
import { distinctItems } from '../../shared/domain/mentions/store-items.ts'
import { createScorer } from '../../shared/domain/scoring/create-scorer.ts'
import { silentLog, type Log } from '../../shared/runtime/log.ts'

/** An item of which only what is given is known; published just now. */
export function itemWith(parts: Partial<Item> & { text: string }): Item {
  return {
    externalId: crypto.randomUUID(),
    identity: null,
    url: null,
    replyUrl: null,
    title: '',
    author: null,
    authorUrl: null,
    publishedAt: new Date(Date.now() - 60_000),
    language: null,
    threadKey: null,
    potentialReach: null,
    engagement: null,
    media: [],
    ...parts,
  }
}

/** What a poll does with what it fetched, without the fetching. */
export type Hearing = {
  hear(
    feedId: number,
    items: Partial<Item>[],
    feed?: { brandId?: number; source?: string },
  ): Promise<Ingested>
  forget(feedId: number, externalIds: string[]): Promise<void>
  listening: ReturnType<typeof createListeningReader>
  scorer: ReturnType<typeof createScorer>
  log: Log
}

export function createHearing(store: Pick<Store, 'db'>): Hearing {
  const scorer = createScorer()
  const listening = createListeningReader(silentLog, scorer)
  return {
    listening,
    scorer,
    log: silentLog,
    hear: (
      feedId,
      items,
      { brandId = null, source = 'rss' }: { brandId?: number | null; source?: string } = {},
    ) =>
      store.db.transaction().execute(async (tx) => {
        await holdMatching(tx)
        const heard = await ingest(tx, {
          feed: { id: feedId, source, brandId },
          items: distinctItems(items.map((item) => itemWith({ text: '', ...item }))),
          listening: await listening.read(tx),
          scorer,
          now: new Date(),
        })
        await recordChanges(tx, heard.changed)
        return heard
      }),
    forget: (feedId, externalIds) =>
      store.db.transaction().execute(async (tx) => {
        await recordChanges(tx, await forgetDeleted(tx, feedId, externalIds))
      }),
  }
}
