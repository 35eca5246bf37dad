import { onTestFinished } from 'vitest'
import type { Person, PersonRole } from '../../shared/contract/person.ts'
import { openLive, type LiveClient, type LiveOptions } from './live-client.ts'
import { addBrand, addFeed, addMentions } from './store.ts'
import type { TestWeb } from './web.ts'

/** Opens a socket as somebody who signs in for it; closed when the test ends. */
export async function liveAs(
  web: TestWeb,
  who: PersonRole | Person,
  options: LiveOptions = {},
): Promise<LiveClient & { cookie: string; person: Person }> {
  const client = await web.signedIn(who)
  const live = await openLive(web.url, { cookie: client.cookie, ...options })
  onTestFinished(() => live.close())
  return { ...live, cookie: client.cookie, person: client.person }
}

/** A brand with a feed and so many queued mentions. */
export async function seedMentions(
  web: TestWeb,
  count: number,
  name = 'Acme',
): Promise<{ brandId: number; feedId: number; ids: number[] }> {
  const brandId = await addBrand(web.store, name)
  const feedId = await addFeed(web.store, `https://example.org/${encodeURIComponent(name)}/feed.xml`)
  const ids = await addMentions(
    web.store,
    Array.from({ length: count }, (_, index) => ({ brandId, feedId, title: `Post ${index}` })),
  )
  return { brandId, feedId, ids }
}
