import { addBrand } from '../../shared/domain/brands/add.ts'
import type { Item } from '../../shared/domain/sources/item.ts'
import { createHearing } from './hear.ts'
import { startQueueScreens, type QueueScreens } from './queue-screen.ts'
import { addFeed } from './store.ts'

/** Screens whose mentions are heard and judged as a poll's are, for a brand that listens for its name. */
export type HeardScreens = QueueScreens & {
  brandId: number
  /** What is heard about the brand now, in every browser; gives the mentions' ids in order. */
  hear: (...posts: (string | Partial<Item>)[]) => Promise<number[]>
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
    async hear(...posts) {
      const ids = []
      for (const post of posts) {
        await hear(feedId, [{ author: 'maria_k', ...(typeof post === 'string' ? { text: post } : post) }])
        ids.push(await newestMention())
      }
      await store.poke({ about: 'change' })
      return ids
    },
  }

  async function newestMention(): Promise<number> {
    const { id } = await store.db
      .selectFrom('mention')
      .select('id')
      .orderBy('id', 'desc')
      .limit(1)
      .executeTakeFirstOrThrow()
    return id
  }
}
