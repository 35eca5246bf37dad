import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { routes } from '../../shared/contract/routes.ts'
import { signIn, type ApiClient } from '../support/api-client.ts'
import { launchChromium } from '../support/chromium.ts'
import { createTestDatabase, type TestDatabase } from '../support/database.ts'
import { admin, startEarshot, type Earshot } from '../support/earshot.ts'
import { eventually } from '../support/eventually.ts'
import { startFeedServer } from '../support/feed-server.ts'
import { openScreen, screens, whatIsWrong } from '../support/screen.ts'

const password = 'a long enough password'
const people = {
  agent: { name: 'Ben Okafor', email: 'ben@example.org', role: 'agent' },
  manager: { name: 'Cleo Marsh', email: 'cleo@example.org', role: 'manager' },
} as const

let browser: Browser
let database: TestDatabase
let earshot: Earshot
let boss: ApiClient
let feed: Awaited<ReturnType<typeof startFeedServer>>
let site: Server
let siteUrl: string

beforeAll(async () => {
  database = await createTestDatabase()
  earshot = await startEarshot({
    DATABASE_URL: database.url,
    EARSHOT_ADMIN_EMAIL: admin.email,
    EARSHOT_ADMIN_PASSWORD: admin.password,
  })
  boss = await signIn(earshot.address, admin)
  for (const person of Object.values(people))
    await boss.call(routes.addPerson, { body: { ...person, password } })
  feed = await startFeedServer('Town forum')
  feed.publish(
    { id: '1', title: 'Acme', text: 'Acme lost my parcel, nobody answers, this is terrible.' },
    { id: '2', title: 'Thanks', text: 'I love Acme, wonderful people, great help.' },
    { id: '3', title: 'Weather', text: 'Rain on Monday.' },
  )
  // A web page that offers the feed, and an address with nothing.
  site = createServer((request, response) => {
    if (request.url === '/gone') return response.writeHead(404).end()
    response
      .writeHead(200, { 'content-type': 'text/html' })
      .end(
        `<!doctype html><title>Town</title><link rel="alternate" type="application/rss+xml" title="All posts" href="${feed.url}">`,
      )
  })
  await new Promise<void>((resolve) => site.listen(0, '127.0.0.1', resolve))
  siteUrl = `http://127.0.0.1:${(site.address() as AddressInfo).port}`
  await boss.call(routes.addBrand, { body: { name: 'Acme', queries: [{ text: 'acme' }] } })
  browser = await launchChromium()
}, 120_000)

afterAll(async () => {
  await browser?.close()
  await feed?.close()
  site?.close()
  await earshot?.stop()
  await database?.drop()
})

async function at(path: string, work: (page: Page) => Promise<void>, who: ApiClient = boss): Promise<void> {
  const { page, context, errors } = await openScreen(browser, screens[0], who)
  try {
    await page.goto(earshot.address + path)
    await work(page)
    expect(errors).toEqual([])
  } finally {
    await context.close()
  }
}

const press = (page: Page, name: string | RegExp) => page.getByRole('button', { name }).click()

describe('feeds', () => {
  test('a web page’s feed is found, tested and added; it is checked at once and on demand', () =>
    at('/setup/feeds', async (page) => {
      await press(page, 'Add a feed')
      await page.getByLabel('Address').fill(siteUrl)
      await press(page, 'Test the address')
      await page.getByText('This address is a web page').waitFor()
      await press(page, 'Use All posts')
      await page.getByText('It works.').waitFor()
      expect(await page.getByRole('status').allInnerTexts()).toContain(
        'It works. Town forum has 3 items now: 2 would match, and 1 of these would be queued.',
      )
      const items = page.getByRole('list', { name: 'Items of the feed' }).getByRole('listitem')
      expect(await items.count()).toBe(3)
      expect(await items.first().locator('mark').first().innerText()).toBe('Acme')
      expect(await whatIsWrong(page)).toEqual([])
      await press(page, 'Add the feed')

      const sheet = page.getByRole('region', { name: 'Town forum' })
      await sheet.getByText('working', { exact: true }).waitFor({ timeout: 15_000 })
      await sheet.getByText('3 items read').waitFor()
      await sheet.getByRole('link', { name: '2', exact: true }).waitFor()

      feed.publish({ id: '4', title: 'More', text: 'Acme is awful.' })
      await press(page, 'Check now')
      await sheet.getByText('4 items read').waitFor({ timeout: 15_000 })
      await sheet.getByRole('link', { name: '3', exact: true }).click()
      await page.waitForURL(/\/queue\?.*feedId=/)
    }))

  test('a feed that fails says why in plain words, and is switched off', () =>
    at('/setup/feeds?selected=new', async (page) => {
      await page.getByLabel('Address').fill(`${siteUrl}/gone`)
      await page.keyboard.press('Enter')
      await press(page, 'Add it anyway')
      const sheet = page.getByRole('region', { name: /gone/ })
      await sheet.getByText('failing', { exact: true }).waitFor({ timeout: 15_000 })
      await sheet.getByText('The last check failed.').waitFor()
      await sheet.getByRole('switch').click()
      await sheet.getByText('off', { exact: true }).waitFor()
    }))

  test('an address that is listened to already is refused at its field, and stays there', () =>
    at('/setup/feeds?selected=new', async (page) => {
      await page.getByLabel('Address').fill(feed.url)
      await press(page, 'Test the address')
      await page.getByText('It works.').waitFor()
      await press(page, 'Add the feed')
      await page.getByText('There is a feed with this address.').waitFor()
      expect(await page.getByLabel('Address').inputValue()).toBe(feed.url)
    }))
})

describe('brands', () => {
  test('a wrong query is marked at its characters, and a right one shows what it would hear', () =>
    at('/setup/brands', async (page) => {
      await page.getByRole('link', { name: /^Acme/ }).click()
      const query = page.getByRole('textbox', { name: 'Query' })
      await query.fill('acme (love OR')
      await page.getByText(/^Character 12: OR needs a word after it/).waitFor()
      expect(await page.locator('form mark').innerText()).toBe('OR')
      expect(await query.getAttribute('aria-invalid')).toBe('true')
      expect(await whatIsWrong(page)).toEqual([])

      await press(page, 'Save changes')
      await page
        .getByText('The query cannot be read')
        .or(page.getByText(/needs a word after it/))
        .first()
        .waitFor()
      expect((await boss.call(routes.brands)).brands[0]!.queries[0]!.text).toBe('acme')

      await query.fill('acme parcel')
      const preview = page.getByRole('region', { name: 'Preview' })
      await preview.getByText('1 match').waitFor()
      await preview.getByText('1 would be queued').waitFor()
      await page.getByRole('slider').fill('-1')
      await preview.getByText('0 would be queued').waitFor()
      await page.getByRole('slider').fill('-0.1')
      await press(page, 'Save changes')
      await page.getByText('Acme is saved.').waitFor()
      expect((await boss.call(routes.brands)).brands[0]!.queries[0]!.text).toBe('acme parcel')
    }))

  test('one name serves one brand; a new brand appears to everybody who looks', () =>
    at('/setup/brands', async (page) => {
      await page.getByRole('link', { name: /^Acme/ }).waitFor()
      await at('/setup/brands?selected=new', async (other) => {
        await other.getByLabel('Name').fill('Acme')
        await press(other, 'Add the brand')
        await other.getByLabel('Name').and(other.locator('[aria-invalid="true"]')).waitFor()
        await other.getByLabel('Name').fill('Borea')
        expect(await other.getByRole('textbox', { name: 'Query' }).inputValue()).toBe('"Borea"')
        await press(other, 'Add the brand')
        await other.getByRole('heading', { name: 'Borea' }).waitFor()
      })
      await page.getByRole('link', { name: /^Borea/ }).waitFor({ timeout: 5000 })
    }))

  test('what is typed is not left behind unasked', () =>
    at('/setup/brands?selected=1', async (page) => {
      await page.getByLabel('Name').fill('Acme Parcels')
      await page.getByRole('link', { name: 'Feeds' }).click()
      const question = page.getByRole('dialog', { name: 'Leave without saving?' })
      await question.getByRole('button', { name: 'Keep editing' }).click()
      expect(await page.getByLabel('Name').inputValue()).toBe('Acme Parcels')
      await press(page, 'Put back')
      await page.getByRole('link', { name: 'Feeds' }).click()
      await page.waitForURL(/\/setup\/feeds/)
    }))
})

describe('people', () => {
  test('the only admin cannot be locked out, and is told why', () =>
    at('/setup/people?selected=1', async (page) => {
      await page.getByText('You are the only admin.').waitFor()
      expect(await page.getByLabel('Role').isDisabled()).toBe(true)
      expect(await page.getByRole('switch').isDisabled()).toBe(true)
    }))

  test('a person is added, signs in, is disabled and is let out at once', () =>
    at('/setup/people?selected=new', async (page) => {
      await press(page, 'Add the person')
      expect(await page.getByText('Give a name.').count()).toBe(1)
      await page.getByLabel('Name').fill('Dee Lam')
      await page.getByLabel('E-mail').fill(people.agent.email)
      await press(page, 'Suggest one')
      const given = await page.getByLabel('First password').inputValue()
      expect(given).toMatch(/^(\w{5}-){3}\w{5}$/)
      await press(page, 'Add the person')
      await page.getByLabel('E-mail').and(page.locator('[aria-invalid="true"]')).waitFor()
      await page.getByLabel('E-mail').fill('dee@example.org')
      await press(page, 'Add the person')
      await page.getByRole('heading', { name: 'Dee Lam' }).waitFor()

      const dee = await signIn(earshot.address, { email: 'dee@example.org', password: given })
      await page.getByRole('switch').click()
      await press(page, 'Save changes')
      await page.getByText('Dee Lam is saved.').waitFor()
      await expect(dee.call(routes.session)).rejects.toThrow('not_signed_in')
    }))
})

describe('rights', () => {
  test('an agent sees brands, and is told who may see the rest', async () => {
    const ben = await signIn(earshot.address, { email: people.agent.email, password })
    await at(
      '/setup/feeds',
      async (page) => {
        await page.getByText('Feeds are for managers and admins').waitFor()
        await page.goto(`${earshot.address}/setup/people`)
        await page.getByText('People are for admins').waitFor()
        await page.goto(`${earshot.address}/setup/brands?selected=1`)
        await page.getByText('Admins change brands.').waitFor()
        expect(await page.getByRole('button', { name: /Add|Save|Archive/ }).count()).toBe(0)
        expect(await whatIsWrong(page)).toEqual([])
      },
      ben,
    )
  })

  test('a manager sees the health of feeds, and changes nothing', async () => {
    const cleo = await signIn(earshot.address, { email: people.manager.email, password })
    await at(
      '/setup/feeds?selected=1',
      async (page) => {
        await page.getByRole('heading', { name: 'Last checks' }).waitFor()
        expect(await page.getByRole('button', { name: /Add|Save|Check now/ }).count()).toBe(0)
        expect(await page.getByRole('switch').count()).toBe(0)
        expect(await whatIsWrong(page)).toEqual([])
      },
      cleo,
    )
  })
})

describe.each(screens)('every page of Setup is in order ($name)', (screen) => {
  test.each([
    '/setup/brands',
    '/setup/brands?selected=1',
    '/setup/brands?selected=new',
    '/setup/feeds',
    '/setup/feeds?selected=1',
    '/setup/feeds?selected=new',
    '/setup/people',
    '/setup/people?selected=2',
    '/setup/people?selected=new',
  ])('%s', async (path) => {
    const { page, context, errors } = await openScreen(browser, screen, boss)
    try {
      await page.goto(earshot.address + path)
      await page.getByRole('heading').last().waitFor()
      await eventually(async () => (await page.locator('main [aria-busy="true"]').count()) === 0)
      expect(await whatIsWrong(page)).toEqual([])
      expect(errors).toEqual([])
    } finally {
      await context.close()
    }
  })
})
