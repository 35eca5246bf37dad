import { addBrand } from '../../shared/domain/brands/add.ts'
import { listBrands } from '../../shared/domain/brands/list.ts'
import { addFeed } from '../../shared/domain/feeds/add.ts'
import { changeFeed } from '../../shared/domain/feeds/change.ts'
import { listFeeds } from '../../shared/domain/feeds/list.ts'
import type { ListeningTools } from '../../shared/domain/listening/tools.ts'
import { addPerson } from '../../shared/domain/people/add.ts'
import { listPeople } from '../../shared/domain/people/list.ts'
import type { Store } from '../../shared/database/store.ts'
import type { DemoFeed } from './internet.ts'
import { demoBrands } from './texts.ts'

export const demoPassword = 'earshot-demo'
export const demoPeople = {
  admin: { name: 'Ana Admin', email: 'ana@demo.example', role: 'admin' },
  agent: { name: 'Ben Agent', email: 'ben@demo.example', role: 'agent' },
  manager: { name: 'Mia Manager', email: 'mia@demo.example', role: 'manager' },
} as const

/** Seconds between checks: quick, because a demo should not keep anybody waiting. */
const demoInterval = 10

/** Makes the demo's people, brands and feeds where they are missing; feeds follow the internet to its new address. */
export async function seedDemo(
  tools: Pick<ListeningTools, 'connectors' | 'vault'>,
  store: Store,
  feeds: readonly DemoFeed[],
): Promise<void> {
  const knownPeople = new Set((await listPeople(store)).map((person) => person.email))
  for (const person of Object.values(demoPeople))
    if (!knownPeople.has(person.email)) await addPerson(store.db, { ...person, password: demoPassword })

  const knownBrands = new Set((await listBrands(store)).map((brand) => brand.name))
  for (const brand of demoBrands)
    if (!knownBrands.has(brand.name))
      await addBrand(store.db, { name: brand.name, queries: [{ text: brand.query }] })

  const knownFeeds = new Map((await listFeeds(store)).map((feed) => [feed.title, feed]))
  for (const { title, source, ...where } of feeds) {
    const known = knownFeeds.get(title)
    if (!known) await addFeed(tools, store.db, { title, source, ...where, intervalSeconds: demoInterval })
    else await changeFeed(tools, store, known.id, where)
  }
}
