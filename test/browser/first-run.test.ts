import type { Browser, Page } from 'playwright-core'
import { afterEach, beforeAll, afterAll, beforeEach, expect, test } from 'vitest'
import { launchChromium } from '../support/chromium.ts'
import { createTestDatabase, type TestDatabase } from '../support/database.ts'
import { startEarshot, type Earshot } from '../support/earshot.ts'
import { startFeedServer } from '../support/feed-server.ts'
import { openScreen, screens, whatIsWrong } from '../support/screen.ts'

let browser: Browser
let database: TestDatabase
let earshot: Earshot
let feed: Awaited<ReturnType<typeof startFeedServer>>

beforeAll(async () => {
  browser = await launchChromium()
})

afterAll(() => browser?.close())

beforeEach(async () => {
  database = await createTestDatabase()
  earshot = await startEarshot({ DATABASE_URL: database.url })
  feed = await startFeedServer('Town forum')
  feed.publish(
    { id: '1', title: 'Opening hours', text: 'The library opens at nine.' },
    { id: '2', title: 'Acme Air', text: 'Acme Air lost my bag and nobody answers. Terrible, I am furious.' },
  )
}, 120_000)

afterEach(async () => {
  await feed?.close()
  await earshot?.stop()
  await database?.drop()
})

const next = (page: Page, name: RegExp) => page.getByRole('button', { name }).click()

async function introduce(page: Page, password: string): Promise<void> {
  await page.getByLabel('Name').fill('Ana Ferreira')
  await page.getByLabel('E-mail').fill('ana@example.org')
  await page.getByLabel('Password').fill(password)
  await next(page, /Go on to the brand/)
}

test.each([screens[0], screens[3]])('from an empty database to the first mention ($name)', async (screen) => {
  const { page, context, errors } = await openScreen(browser, screen)
  try {
    await page.goto(earshot.address)
    await page.getByRole('heading', { name: 'Who are you?' }).waitFor()
    expect(await whatIsWrong(page)).toEqual([])
    await introduce(page, 'correct horse battery')

    await page.getByLabel('Name of the brand').fill('Acme Air')
    expect(await page.getByLabel('Query').inputValue()).toBe('"Acme Air"')
    expect(await whatIsWrong(page)).toEqual([])
    await next(page, /Go on to the feed/)

    await page.getByLabel('Address of a feed').fill(feed.url)
    await page.keyboard.press('Enter')
    await page.getByText('It works.').waitFor()
    expect(await page.getByRole('main').innerText()).toMatch(/2 items now: 1 would match, and 1 of these/)
    expect(await page.locator('mark').first().innerText()).toBe('Acme Air')
    expect(await whatIsWrong(page)).toEqual([])
    await next(page, /Start listening/)

    await page.waitForURL(/\/queue/)
    await page.getByText('lost my bag').first().waitFor({ timeout: 20_000 })
    expect(await page.evaluate(() => localStorage.getItem('earshot.first-run'))).toBeNull()
    expect(errors).toEqual([])
  } finally {
    await context.close()
  }
})

test('each error leads to the step that it is about, and nothing typed is lost', async () => {
  const { page, context } = await openScreen(browser, screens[0])
  try {
    await page.goto(earshot.address)
    await next(page, /Go on to the brand/)
    expect(await page.getByText('Give a name.').count()).toBe(1)
    expect(await page.evaluate(() => document.activeElement?.getAttribute('autocomplete'))).toBe('name')

    await introduce(page, 'password')
    await page.getByLabel('Name of the brand').fill('Acme')
    await page.getByLabel('Query').fill('acme OR "air')
    await next(page, /Go on to the feed/)

    // The query is read with the feed's test: the place is marked in the step before.
    await page.getByLabel('Address of a feed').fill(feed.url)
    await next(page, /Test the address/)
    await page.getByText(/^Character 9: This quote is never closed/).waitFor()
    expect(await page.locator('mark').innerText()).toBe('"air')

    // A reload keeps all but the password.
    await page.reload()
    expect(await page.getByLabel('Name').inputValue()).toBe('Ana Ferreira')
    expect(await page.getByLabel('Password').inputValue()).toBe('')
    await page.getByLabel('Password').fill('password')
    await next(page, /Go on to the brand/)
    expect(await page.getByLabel('Query').inputValue()).toBe('acme OR "air')
    await page.getByLabel('Query').fill('acme')
    await next(page, /Go on to the feed/)

    expect(await page.getByLabel('Address of a feed').inputValue()).toBe(feed.url)
    await next(page, /Test the address/)
    await page.getByText('It works.').waitFor()
    await next(page, /Start listening/)

    // The server refuses a password that everybody tries first: back to the first step, with the reason.
    await page.getByRole('heading', { name: 'Who are you?' }).waitFor()
    expect(await page.getByLabel('Password').getAttribute('aria-invalid')).toBe('true')
    await page.getByLabel('Password').fill('a much better one than that')
    await next(page, /Go on to the brand/)
    await next(page, /Go on to the feed/)
    await next(page, /Test the address/)
    await next(page, /Start listening/)
    await page.waitForURL(/\/queue/)

    // Set up once, the wizard is closed for everybody.
    await page.goto(`${earshot.address}/first-run`)
    await page.waitForURL(/\/queue/)
  } finally {
    await context.close()
  }
})
