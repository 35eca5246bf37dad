import { fileURLToPath } from 'node:url'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { buildClientWhenStale } from '../../server/build-client.ts'
import type { Person } from '../../shared/contract/person.ts'
import { recordChanges } from '../../shared/database/changes.ts'
import { launchChromium } from './chromium.ts'
import { openScreen, screens, type Screen } from './screen.ts'
import { addBrand, addFeed, addMentions, type NewMention } from './store.ts'
import { startTestWeb, type TestWeb } from './web.ts'

const clientDir = fileURLToPath(new URL('../../client/dist', import.meta.url))

/** A web process with the built dashboard, a browser, and a brand whose mentions the test decides. */
export type QueueScreens = {
  web: TestWeb
  browser: Browser
  /** Adds mentions as a poll would: one change that every browser hears. Minutes of waiting grow with the index. */
  arrive: (texts: readonly string[], more?: Partial<NewMention>) => Promise<number[]>
  /** A browser of this person, at this address of the dashboard. */
  open: (person: Person, path?: string, screen?: Screen, base?: string) => Promise<OpenScreen>
  close: () => Promise<void>
}

export type OpenScreen = {
  page: Page
  context: BrowserContext
  /** Faults of the page, and what the security policy refused. */
  faults: () => Promise<string[]>
}

export async function startQueueScreens(): Promise<QueueScreens> {
  await buildClientWhenStale(() => undefined)
  const web = await startTestWeb({ clientDir })
  const browser = await launchChromium()
  const brandId = await addBrand(web.store, 'Acme')
  const feedId = await addFeed(web.store, 'https://acme.example/feed.xml')
  const started = Date.now()
  return {
    web,
    browser,
    async arrive(texts, more = {}) {
      const mentions = texts.map((text, index) => ({
        brandId,
        feedId,
        text,
        title: '',
        author: `author ${index}`,
        publishedAt: new Date(started - (300 - index) * 60_000),
        ...more,
      }))
      const ids = await addMentions(web.store, mentions)
      await web.store.db
        .transaction()
        .execute((transaction) => recordChanges(transaction, new Map([[brandId, ids]])))
      await web.store.poke({ about: 'change' })
      return ids
    },
    async open(person, path = '/queue', screen = screens[0], base = web.url) {
      const { cookie } = await web.signedIn(person)
      const opened = await openScreen(browser, screen, { address: base, cookie })
      const { page, context, errors } = opened
      await context.addInitScript(() => {
        const refused: string[] = []
        Object.assign(window, { refused })
        document.addEventListener('securitypolicyviolation', (event) =>
          refused.push(`${event.violatedDirective} refused ${event.blockedURI} ${event.sample}`),
        )
      })
      await page.goto(base + path)
      await page.getByRole('navigation', { name: 'Earshot' }).waitFor()
      return {
        page,
        context,
        faults: async () => [
          ...errors,
          ...(await page.evaluate(() => (window as unknown as { refused: string[] }).refused)),
        ],
      }
    },
    async close() {
      await browser.close()
      await web.close()
    },
  }
}

/** The rows of the list, as they are drawn now. */
export const rowsOf = (page: Page) => page.getByRole('listbox', { name: 'Mentions' }).getByRole('option')
