import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { routes } from '../../shared/contract/routes.ts'
import { signIn, type ApiClient } from '../support/api-client.ts'
import { launchChromium } from '../support/chromium.ts'
import { createTestDatabase, type TestDatabase } from '../support/database.ts'
import { admin, startEarshot, type Earshot } from '../support/earshot.ts'
import { startFeedServer } from '../support/feed-server.ts'

const password = 'a long enough password'
const people = [
  { name: 'Ben Okafor', email: 'ben@example.org', role: 'agent' },
  { name: 'Cleo Marsh', email: 'cleo@example.org', role: 'agent' },
] as const
const complaint = 'Acme lost my parcel, nobody answers, this is terrible and I am furious.'
/** From the end of the poll that found it to both screens. */
const liveMs = 2000

let database: TestDatabase
let earshot: Earshot
let boss: ApiClient
let browser: Browser

beforeAll(async () => {
  database = await createTestDatabase()
  earshot = await startEarshot({
    DATABASE_URL: database.url,
    EARSHOT_ADMIN_EMAIL: admin.email,
    EARSHOT_ADMIN_PASSWORD: admin.password,
  })
  boss = await signIn(earshot.address, admin)
  for (const person of people) await boss.call(routes.addPerson, { body: { ...person, password } })
  browser = await launchChromium()
}, 120_000)

afterAll(async () => {
  await browser?.close()
  await earshot?.stop()
  await database?.drop()
})

/** A person in a browser of their own, looking at the queue. */
async function open(person: { email: string }): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } })
  const page = await context.newPage()
  await page.goto(earshot.address)
  await page.getByLabel('E-mail').fill(person.email)
  await page.getByLabel('Password').fill(password)
  await page.keyboard.press('Enter')
  await page.getByText('Nobody is waiting').first().waitFor()
  return page
}

test('a complaint in a public feed is answered by one named person, live', async () => {
  const feed = await startFeedServer('Town forum')
  try {
    await boss.call(routes.addBrand, { body: { name: 'Acme', queries: [{ text: 'acme' }] } })
    const { id: feedId } = await boss.call(routes.addFeed, { body: { url: feed.url, intervalSeconds: 10 } })
    await expect.poll(() => feed.requests(), { timeout: 10_000 }).toBeGreaterThan(0)
    const pages = await Promise.all(people.map(open))
    const row = (page: Page) => page.getByRole('option').filter({ hasText: 'lost my parcel' })

    // It appears in both browsers within two seconds of the poll that found it.
    feed.publish({ id: 'parcel', title: 'Parcel', text: complaint, author: 'maria_k' })
    await boss.call(routes.pollFeed, { params: { id: feedId } })
    await Promise.all(pages.map((page) => row(page).waitFor({ timeout: 15_000 })))
    const seenAt = Date.now()
    const { checks } = await boss.call(routes.feedChecks, { params: { id: feedId } })
    const found = checks.find((check) => check.newItems === 1)!
    expect(seenAt - (Date.parse(found.startedAt) + found.durationMs)).toBeLessThan(liveMs)

    // Both press Claim at once: one owns it, the other sees who.
    await Promise.all(pages.map((page) => row(page).click()))
    const claims = pages.map((page) => page.getByRole('button', { name: /^Claim/ }).first())
    await Promise.all(claims.map((claim) => claim.waitFor()))
    const pressAt = Date.now() + 1000
    await Promise.all(
      claims.map((claim) =>
        claim.evaluate(async (button: HTMLElement, at) => {
          await new Promise((resolve) => setTimeout(resolve, at - Date.now()))
          button.click()
        }, pressAt),
      ),
    )
    const claimed = async () => (await boss.call(routes.mentions, { query: { lane: 'claimed' } })).mentions
    await expect.poll(claimed, { timeout: 5000 }).toHaveLength(1)
    const winnerName = (await claimed())[0]!.owner!.name
    const winner = people.findIndex((person) => person.name === winnerName)
    const [owner, loser] = [pages[winner]!, pages[1 - winner]!]
    await loser.getByText(`${winnerName} was faster`).first().waitFor()
    await owner.getByRole('form', { name: 'Your answer' }).waitFor()
    await loser.getByRole('form', { name: 'Your answer' }).waitFor({ state: 'detached' })

    // The owner answers.
    const text = 'Hello Maria, I am Ben’s colleague and I have found your parcel. It comes tomorrow.'
    await owner.getByLabel(/^Answer as/).fill(text)
    // The original opens in a tab of its own.
    const original = owner.context().waitForEvent('page')
    await owner.getByRole('button', { name: /Copy and open original/ }).click()
    await (await original).close()
    await owner.getByLabel(/Address of your posted answer/).fill('https://forum.example/posts/parcel#reply-1')
    await owner.getByRole('button', { name: /I posted it/ }).click()

    // It leaves the queue in both: for the one who still reads it, when they look away.
    await row(loser)
      .getByText(/answered/i)
      .waitFor({ timeout: 5000 })
    await loser.keyboard.press('Escape')
    await Promise.all(pages.map((page) => row(page).waitFor({ state: 'detached', timeout: 5000 })))
    for (const page of pages)
      await page
        .getByRole('link', { name: /^Answered/ })
        .first()
        .click()
    await Promise.all(pages.map((page) => row(page).click()))

    // History tells the story, to the other as well.
    const history = loser.getByRole('region', { name: /History/ })
    for (const words of [/heard/i, /claimed/i, /answered/i]) await history.getByText(words).first().waitFor()
    expect(await history.getByText(winnerName).count()).toBeGreaterThan(0)
    await loser.getByText('It comes tomorrow').first().waitFor()

    // Pulse counts it.
    const trends = await boss.call(routes.trends, {
      query: {
        from: new Date(Date.now() - 86_400_000).toISOString(),
        to: new Date(Date.now() + 1000).toISOString(),
      },
    })
    expect(trends.current).toMatchObject({ total: 1, needed: 1, answered: 1, labels: { negative: 1 } })
    await owner.getByRole('link', { name: /^Pulse/ }).click()
    const figures = owner.getByRole('main')
    await expect.poll(() => figures.innerText(), { timeout: 15_000 }).toMatch(/Mentions\s+1\b/)
  } finally {
    await feed.close()
  }
})
