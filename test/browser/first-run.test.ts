import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { routes } from '../../shared/contract/routes.ts'
import { signIn } from '../support/api-client.ts'
import { launchChromium } from '../support/chromium.ts'
import { createTestDatabase, type TestDatabase } from '../support/database.ts'
import { startEarshot, type Earshot } from '../support/earshot.ts'
import { startFeedServer } from '../support/feed-server.ts'
import { proposeOnly } from '../support/proposals.ts'
import { openScreen, screens, whatIsWrong } from '../support/screen.ts'

/** Nothing listens there. */
const away = ['http://127.0.0.1:9/', 'http://127.0.0.1:9/other']
const admin = { name: 'Ana Ferreira', email: 'ana@example.org', password: 'correct horse battery' }

let browser: Browser
let database: TestDatabase
let earshot: Earshot
let forum: Awaited<ReturnType<typeof startFeedServer>>
let blog: Awaited<ReturnType<typeof startFeedServer>>
/** A page that names the blog's feed. */
let site: Server
let siteUrl: string

beforeAll(async () => {
  browser = await launchChromium()
})
afterAll(() => browser?.close())

beforeEach(async () => {
  database = await createTestDatabase()
  earshot = await startEarshot({ DATABASE_URL: database.url })
  forum = await startFeedServer('Town forum')
  forum.publish(
    { id: '1', title: 'Opening hours', text: 'The library opens at nine.' },
    { id: '2', title: 'Acme Air', text: 'Acme Air lost my bag and nobody answers. Terrible, I am furious.' },
  )
  blog = await startFeedServer('Travel blog')
  blog.publish({ id: 'a', title: 'Thanks', text: 'Wonderful crew, thank you @acmeair' })
  site = createServer((_request, response) =>
    response
      .writeHead(200, { 'content-type': 'text/html' })
      .end(
        `<!doctype html><link rel="alternate" type="application/rss+xml" title="Posts" href="${blog.url}">`,
      ),
  )
  await new Promise<void>((resolve) => site.listen(0, '127.0.0.1', resolve))
  siteUrl = `http://127.0.0.1:${(site.address() as AddressInfo).port}/`
}, 120_000)

afterEach(async () => {
  site?.close()
  await blog?.close()
  await forum?.close()
  await earshot?.stop()
  await database?.drop()
})

const press = (page: Page, name: string | RegExp) => page.getByRole('button', { name }).click()
const place = (page: Page, name: string) =>
  page.getByRole('list', { name: 'Feeds' }).getByRole('listitem').filter({ hasText: name })
const mentions = (page: Page) => page.getByRole('region', { name: 'First mentions' })

async function introduce(page: Page, password: string): Promise<void> {
  await page.getByLabel('Name').fill(admin.name)
  await page.getByLabel('E-mail').fill(admin.email)
  await page.getByLabel('Password').fill(password)
  await press(page, 'Start listening')
}

const savedFeeds = async () =>
  (await (await signIn(earshot.address, admin)).call(routes.feeds)).feeds.map(({ url }) => url).toSorted()

test.each([screens[0], screens[3]])('from a name to the first mention ($name)', async (screen) => {
  const { page, context, errors } = await openScreen(browser, screen)
  try {
    await proposeOnly(page, [forum.url, ...away])
    await page.goto(earshot.address)
    await page.getByRole('heading', { name: 'Who is talked about?' }).waitFor()
    expect(await whatIsWrong(page)).toEqual([])
    await page.getByLabel('Name of the brand').fill('Acme Air')
    await press(page, 'Listen for it')

    // Each place is tested live, and what it would bring is seen before anything is saved.
    expect(await page.getByRole('textbox', { name: 'Query' }).inputValue()).toBe(
      '"Acme Air" OR @acmeair OR #acmeair',
    )
    await place(page, 'Place 1').getByText('2 items, 1 matching').waitFor()
    await place(page, 'Place 2').getByText('cannot be reached now').waitFor()
    await mentions(page).getByText('lost my bag').waitFor()
    expect(await mentions(page).locator('mark').first().innerText()).toBe('Acme Air')
    await mentions(page).getByText('queue', { exact: true }).waitFor()

    // An address of one's own; and one place is left out.
    await page.getByLabel('Another address').fill(siteUrl.replace('http://', ' http://'))
    await page.keyboard.press('Enter')
    await place(page, 'Travel blog').getByText('1 item, 1 matching').waitFor()
    await mentions(page).getByText('thank you').waitFor()
    await page.getByRole('checkbox', { name: 'Place 3' }).uncheck()
    expect(await whatIsWrong(page)).toEqual([])

    // Another query is tried on what was fetched.
    const asked = forum.requests()
    await page.getByRole('textbox', { name: 'Query' }).fill('library')
    await place(page, 'Place 1').getByText('2 items, 1 matching').waitFor()
    await mentions(page).getByText('opens at nine').waitFor()
    expect(await mentions(page).getByText('lost my bag').count()).toBe(0)
    await page.getByRole('textbox', { name: 'Query' }).fill('"acme air" OR @acmeair')
    await mentions(page).getByText('lost my bag').waitFor()
    expect(forum.requests()).toBe(asked)

    await press(page, 'Go on to your account')
    await page.getByRole('heading', { name: 'Who are you?' }).waitFor()
    expect(await whatIsWrong(page)).toEqual([])
    await introduce(page, admin.password)

    await page.waitForURL(/\/queue/)
    await page.getByText('lost my bag').first().waitFor({ timeout: 20_000 })
    expect(await page.evaluate(() => localStorage.getItem('earshot.first-run'))).toBeNull()
    expect(await savedFeeds()).toEqual([away[0], forum.url, blog.url].toSorted())
    expect(errors).toEqual([])
  } finally {
    await context.close()
  }
})

test('each error is told at its own step, goes when it is corrected, and nothing typed is lost', async () => {
  const { page, context } = await openScreen(browser, screens[0])
  try {
    await proposeOnly(page, [forum.url])
    await page.goto(earshot.address)
    await press(page, 'Listen for it')
    await page.getByText('Give the brand a name.').waitFor()
    await page.getByLabel('Name of the brand').fill('Acme')
    await press(page, 'Listen for it')

    await page.getByRole('textbox', { name: 'Query' }).fill('acme OR "air')
    await page.getByText(/^Character 9: This quote is never closed/).waitFor()
    expect(await page.locator('form mark').innerText()).toBe('"air')
    await press(page, 'Go on to your account')
    expect(await page.getByRole('heading', { name: 'What is said?' }).count()).toBe(1)
    expect(await page.getByText(/This quote is never closed/).count()).toBe(1)
    await page.getByRole('textbox', { name: 'Query' }).fill('acme')
    await page.getByRole('checkbox', { name: 'Place 1' }).uncheck()
    await page.getByText('Choose at least one feed.').waitFor()
    expect(await page.getByRole('button', { name: 'Go on to your account' }).isDisabled()).toBe(true)
    await page.getByRole('checkbox', { name: 'Place 1' }).check()

    // A page without any feed is told at the field; the rest stays.
    await page.getByLabel('Another address').fill(`${earshot.address}/queue`)
    await press(page, 'Find')
    await page.getByText(/offers no feed/).waitFor({ timeout: 20_000 })
    await press(page, 'Go on to your account')

    // What everybody tries first is refused at its field, once, and the words go when it is changed.
    await introduce(page, 'password')
    await page.getByText(/among the first that anybody would try/).waitFor()
    expect(await page.getByText(/among the first|easy to guess/).count()).toBe(1)
    expect(await page.getByLabel('Password').getAttribute('aria-invalid')).toBe('true')
    await page.getByLabel('Password').fill('a much better one')
    expect(await page.getByText(/among the first/).count()).toBe(0)
    expect(await page.getByLabel('Password').getAttribute('aria-invalid')).toBeNull()

    // A reload keeps all but the password.
    await page.reload()
    await page.getByRole('heading', { name: 'Who are you?' }).waitFor()
    expect(await page.getByLabel('E-mail').inputValue()).toBe(admin.email)
    expect(await page.getByLabel('Password').inputValue()).toBe('')
    await press(page, 'Back')
    expect(await page.getByRole('textbox', { name: 'Query' }).inputValue()).toBe('acme')
    await place(page, 'Place 1').getByText('2 items, 1 matching').waitFor()
    await press(page, 'Back')
    expect(await page.getByLabel('Name of the brand').inputValue()).toBe('Acme')
    await press(page, 'Listen for it')
    await press(page, 'Go on to your account')
    await introduce(page, admin.password)
    await page.waitForURL(/\/queue/)

    // Set up once, the wizard is closed for everybody.
    await page.goto(`${earshot.address}/first-run`)
    await page.waitForURL(/\/queue/)
  } finally {
    await context.close()
  }
})

test('without a network every place says so, and one can still finish', async () => {
  const { page, context, errors } = await openScreen(browser, screens[3])
  try {
    await proposeOnly(page, away)
    await page.goto(earshot.address)
    await page.getByLabel('Name of the brand').fill('Acme')
    await press(page, 'Listen for it')
    await page.getByText('None of them can be heard from here at the moment.').waitFor()
    expect(await page.getByText('It cannot be reached now, and is tried again by itself.').count()).toBe(2)
    expect(await whatIsWrong(page)).toEqual([])
    await press(page, 'Go on to your account')
    await introduce(page, admin.password)
    await page.waitForURL(/\/queue/)
    expect(await savedFeeds()).toEqual(away)
    expect(errors).toEqual([])
  } finally {
    await context.close()
  }
})
