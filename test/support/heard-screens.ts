import { addBrand } from '../../shared/domain/brands/add.ts'
import { createHearing } from './hear.ts'
import { startQueueScreens, type QueueScreens } from './queue-screen.ts'
import { addFeed } from './store.ts'

/** Screens whose mentions are heard and judged as a poll's are, for a brand that listens for its name. */
export type HeardScreens = QueueScreens & {
  brandId: number
  /** What is heard about the brand now, in every browser; gives the mentions' ids in order. */
  hear: (...texts: string[]) => Promise<number[]>
}

export async function startHeardScreens(name: string): Promise<HeardScreens> {
  const screens = await startQueueScreens()
  const { store } = screens.web
  const { id: brandId } = await addBrand(store.db, { name, queries: [{ text: name }] })
  const feedId = await addFeed(store, `https://${name}.example/heard.xml`)
  const { hear } = createHearing(store)
  return {
    ...screens,
    brandId,
    async hear(...texts) {
      const before = await lastMention()
      await hear(
        feedId,
        texts.map((text) => ({ text, author: 'maria_k' })),
      )
      await store.poke({ about: 'change' })
      const added = await store.db
        .selectFrom('mention')
        .select('id')
        .where('id', '>', before)
        .orderBy('id')
        .execute()
      return added.map(({ id }) => id)
    },
  }

  async function lastMention(): Promise<number> {
    const { last } = await store.db
      .selectFrom('mention')
      .select(({ fn }) => fn.max('id').as('last'))
      .executeTakeFirstOrThrow()
    return last ?? 0
  }
}
