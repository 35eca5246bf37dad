import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { routes } from '../../shared/contract/routes.ts'
import { signIn, type ApiClient } from '../support/api-client.ts'
import { launchChromium } from '../support/chromium.ts'
import { createTestDatabase, type TestDatabase } from '../support/database.ts'
import { admin, startEarshot, type Earshot } from '../support/earshot.ts'
import { eventually } from '../support/eventually.ts'
import { startFeedServer, type PublishedItem } from '../support/feed-server.ts'
import { openScreen, screens, whatIsWrong } from '../support/screen.ts'

const hour = 3_600_000
const things = 'lamp chair table sofa shelf mirror carpet basket candle curtain'.split(' ')
const doings = 'arrived broke fell shone cost helped fits smells'.split(' ')

let browser: Browser
let database: TestDatabase
let earshot: Earshot
let boss: ApiClient
let feed: Awaited<ReturnType<typeof startFeedServer>>

const quiet = (index: number): PublishedItem => ({
  id: `quiet-${index}`,
  title: `Post ${index}`,
  text: `My Acme ${things[index % things.length]} ${doings[index % doings.length]}, number ${index} of them.`,
  author: `somebody ${index}`,
  at: new Date(Date.now() - (30 + index * 6) * hour),
})
const strike = (index: number): PublishedItem => ({
  id: `strike-${index}`,
  title: `News ${index}`,
  text: `No ${things[index % things.length]}: the Acme drivers strike ${doings[index % doings.length]}. Awful, ${index} days lost.`,
  author: `waiting ${index}`,
  at: new Date(Date.now() - (1 + index / 4) * hour),
})
const strikers = 12

beforeAll(async () => {
  database = await createTestDatabase()
  earshot = await startEarshot({
    DATABASE_URL: database.url,
    EARSHOT_ADMIN_EMAIL: admin.email,
    EARSHOT_ADMIN_PASSWORD: admin.password,
  })
  boss = await signIn(earshot.address, admin)
  feed = await startFeedServer('Town forum')
  feed.publish(
    ...Array.from({ length: 60 }, (_, index) => quiet(index)),
    ...Array.from({ length: strikers }, (_, index) => strike(index)),
  )
  await boss.call(routes.addBrand, { body: { name: 'Acme', queries: [{ text: 'acme' }] } })
  await boss.call(routes.addFeed, { body: { url: feed.url } })
  await eventually(
    async () => (await boss.call(routes.topics, { query: {} })).topics.length > 0,
    90_000,
    'a topic, found by the workers',
  )
  browser = await launchChromium()
}, 180_000)

afterAll(async () => {
  await browser?.close()
  await feed?.close()
  await earshot?.stop()
  await database?.drop()
})

async function openRising(page: Page): Promise<void> {
  await page.goto(`${earshot.address}/pulse`)
  await page
    .getByRole('link', { name: /^drivers strike: 12 mentions in 24 hours/ })
    .waitFor({ timeout: 15_000 })
}

test('with the keyboard alone, what rises opens exactly the mentions that say it', async () => {
  const { page, context } = await openScreen(browser, screens[0], boss)
  try {
    await openRising(page)
    await page.getByRole('radio', { name: 'the last 24 hours' }).last().focus()
    await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    await page.waitForURL(/\/queue\?.*topicId=/)
    const row = page.locator('[role=option]').first()
    await row.waitFor()
    expect(await row.getAttribute('aria-setsize')).toBe(String(strikers))
    expect(await page.locator('[role=option]').allInnerTexts()).toEqual(
      expect.arrayContaining([expect.stringContaining('drivers strike')]),
    )
    await page.goBack()
    await page.getByRole('heading', { name: 'Rising' }).waitFor()
  } finally {
    await context.close()
  }
})

test.each(screens)('what rises is in order ($name)', async (screen) => {
  const { page, context, errors } = await openScreen(browser, screen, boss)
  try {
    await openRising(page)
    expect(await whatIsWrong(page)).toEqual([])
    await page.getByRole('button', { name: 'Make a label of “drivers strike”' }).click()
    await page.getByText(/It would label 12 of the newest \d+ mentions/).waitFor()
    expect(await whatIsWrong(page)).toEqual([])
    await page.keyboard.press('Escape')
    await page.getByRole('radio', { name: 'the last 7 days' }).last().check({ force: true })
    await page.waitForURL(/rising=week/)
    expect(await whatIsWrong(page)).toEqual([])
    expect(errors).toEqual([])
  } finally {
    await context.close()
  }
})

test('an admin makes a label of it, and the label’s mentions are counted beside brands and sources', async () => {
  const { page, context } = await openScreen(browser, screens[0], boss)
  try {
    await openRising(page)
    await page.getByRole('button', { name: 'Make a label of “drivers strike”' }).click()
    await page.getByLabel('Name').fill('Strike')
    await page.keyboard.press('Enter')
    // Said once: it is a label now.
    await page
      .getByRole('link', { name: 'drivers strike is the label “Strike”: open its mentions' })
      .waitFor()
    expect(await page.getByRole('button', { name: 'Make a label of “drivers strike”' }).count()).toBe(0)
    expect(await whatIsWrong(page)).toEqual([])
    const link = page.getByRole('link', { name: 'Strike: 12 mentions, open these mentions' })
    await link.waitFor({ timeout: 30_000 })
    await link.click()
    await page.waitForURL(/\/queue\?.*labelId=/)
    const row = page.locator('[role=option]').first()
    await row.waitFor()
    expect(await row.getAttribute('aria-setsize')).toBe('12')
  } finally {
    await context.close()
  }
})
