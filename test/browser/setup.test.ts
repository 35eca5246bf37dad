import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import pg from 'pg'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { routes } from '../../shared/contract/routes.ts'
import { signIn, type ApiClient } from '../support/api-client.ts'
import { launchChromium } from '../support/chromium.ts'
import { createTestDatabase, type TestDatabase } from '../support/database.ts'
import { admin, startEarshot, type Earshot } from '../support/earshot.ts'
import { eventually } from '../support/eventually.ts'
import { startFeedServer } from '../support/feed-server.ts'
import { proposeOnly } from '../support/proposals.ts'
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
  // A web page that offers the feed, and an address with a fault.
  site = createServer((request, response) => {
    if (request.url === '/broken') return response.writeHead(500).end()
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

const idOf = async (name: string): Promise<number> =>
  (await boss.call(routes.people)).people.find((person) => person.name === name)!.id

const press = (page: Page, name: string | RegExp) => page.getByRole('button', { name }).click()

describe('feeds', () => {
  test('a web page’s feed is found, tested and added; it is checked at once and on demand', () =>
    at('/setup/feeds', async (page) => {
      await press(page, 'Add a feed')
      await page.getByLabel('Address').fill(siteUrl)
      await press(page, 'Find feeds')
      const found = page.getByRole('list', { name: 'Feeds found' }).getByRole('listitem')
      await found.getByText('3 items, 2 matching').waitFor()
      expect(await found.getByRole('checkbox', { name: 'Town forum' }).isChecked()).toBe(true)
      expect(await page.getByRole('status').allInnerTexts()).toContain(
        '2 of 3 would match, and 1 of these would be queued.',
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

  test('what does not answer now can be added all the same; it says why it fails, and is switched off', () =>
    at('/setup/feeds?selected=new', async (page) => {
      await page.getByLabel('Address').fill(`${siteUrl}/broken`)
      await page.keyboard.press('Enter')
      await page.getByText(/has a fault of its own \(500\)/).waitFor()
      await press(page, 'It is a feed all the same')
      await press(page, 'Add it anyway')
      const sheet = page.getByRole('region', { name: /broken/ })
      await sheet.getByText('failing', { exact: true }).waitFor({ timeout: 15_000 })
      await sheet.getByText('The last check failed.').waitFor()
      await sheet.getByRole('switch').click()
      await sheet.getByText('off', { exact: true }).waitFor()
    }))

  test('a feed that is listened to already is named, and cannot be added again', () =>
    at('/setup/feeds?selected=new', async (page) => {
      await page.getByLabel('Address').fill(feed.url)
      await press(page, 'Find feeds')
      await page.getByText('Listened to already as').waitFor()
      expect(await page.getByRole('checkbox').isDisabled()).toBe(true)
      expect(await page.getByRole('button', { name: /^Add (the|it)/ }).count()).toBe(0)
      await page.getByRole('list', { name: 'Feeds found' }).getByRole('link').click()
      const question = page.getByRole('dialog')
      await question.getByRole('button', { name: 'Leave and lose it' }).click()
      await page.getByRole('heading', { name: 'Last checks' }).waitFor()
    }))

  test('a source’s own form tells what is wrong at its fields; its token is stored, replaced and removed', () =>
    at('/setup/feeds?selected=new', async (page) => {
      await press(page, /^Discourse/)
      expect(await whatIsWrong(page)).toEqual([])
      await press(page, 'Test it')
      await page.locator('[aria-invalid="true"]').waitFor()
      expect(await page.getByText(/such as/).count()).toBeGreaterThan(0)
      await page.getByRole('textbox', { name: 'Forum' }).fill(siteUrl)
      await page.getByLabel(/key/i).fill('a-very-secret-key')
      expect(await page.getByLabel(/key/i).getAttribute('type')).toBe('password')
      await press(page, 'Test it')
      await press(page, 'Add it anyway')
      await page.getByText('One is stored, encrypted.').waitFor({ timeout: 15_000 })
      expect(await page.content()).not.toContain('a-very-secret-key')

      const saved = async () =>
        (await boss.call(routes.feeds)).feeds.find(({ source }) => source === 'discourse')!
      expect((await saved()).hasCredential).toBe(true)
      await press(page, 'Replace')
      await page.getByLabel(/key/i).fill('another-key')
      await press(page, 'Keep the stored one')
      await press(page, 'Remove')
      await press(page, 'Save changes')
      await page.getByText('The feed is saved.').waitFor()
      await eventually(async () => !(await saved()).hasCredential)
    }))

  test('what is exported can be imported, by file and by pasting', () =>
    at('/setup/feeds', async (page) => {
      await press(page, 'More')
      const saving = page.waitForEvent('download')
      await page.getByRole('menuitem', { name: /Export/ }).click()
      const file = await (await saving).path()

      const open = async (): Promise<void> => {
        await press(page, 'More')
        await page.getByRole('menuitem', { name: /Import/ }).click()
      }
      await open()
      expect(await whatIsWrong(page)).toEqual([])
      await page.getByLabel('Choose a file').setInputFiles(file)
      await page.getByText('No feed is new.').waitFor()
      await page.getByText(/listened to already/).waitFor()
      await press(page, 'Show the feeds')

      await open()
      await page
        .getByLabel('Or paste its text')
        .fill(
          `<opml><body><outline text="Folder"><outline text="Imported" xmlUrl="http://127.0.0.1:9/imported"/></outline><outline xmlUrl="nowhere"/></body></opml>`,
        )
      await press(page, 'Import what is pasted')
      await page.getByText('1 feed added.').waitFor()
      await page.getByRole('list', { name: 'Not added' }).getByText('nowhere').waitFor()
      expect(await whatIsWrong(page)).toEqual([])
      await press(page, 'Show the feeds')
      await page.getByRole('link', { name: /^Imported/ }).waitFor()
    }))

  test('what needs a look stands first and says why: silent, asked to wait', () =>
    at('/setup/feeds', async (page) => {
      const client = new pg.Client(database.url)
      await client.connect()
      try {
        await client.query(`
          INSERT INTO feed (url, source, config, host, title, last_success_at, last_checked_at, last_new_item_at,
            rhythm_seconds, silent_at, checks, unchanged_checks, bytes_fetched, next_check_at)
          SELECT url, 'rss', jsonb_build_object('url', url), host, title, now(), now(), now() - interval '9 days', 7200,
            silent_at, 200, 150, 4200000, now() + interval '1 hour'
          FROM (VALUES
            ('https://quiet.example/feed', 'quiet.example', 'Quiet blog', now() - interval '8 days'),
            ('https://busy.example/feed', 'busy.example', 'Busy site', NULL)) feeds (url, host, title, silent_at)`)
        await client.query(`
          INSERT INTO host (name, blocked_until, blocked_why)
          VALUES ('busy.example', now() + interval '50 minutes', '{"code": "feed_rate_limited", "detail": "slow down"}')`)
      } finally {
        await client.end()
      }
      await page.reload()
      const rows = page.getByRole('list', { name: 'Need a look' }).getByRole('listitem')
      await rows.filter({ hasText: 'Busy site' }).getByText('asked to wait').waitFor()
      await rows.filter({ hasText: 'Quiet blog' }).getByText('silent').waitFor()

      await page.getByRole('link', { name: /^Quiet blog/ }).click()
      const quiet = page.getByRole('region', { name: 'Quiet blog' })
      await quiet.getByText(/It is unusually silent: it says something new about every 2 hours/).waitFor()
      await quiet.getByText('4.2 MB in 200 checks, 75 % of them “nothing changed”').waitFor()
      expect(await whatIsWrong(page)).toEqual([])
      await page.getByRole('link', { name: /^Busy site/ }).click()
      const busy = page.getByRole('region', { name: 'Busy site' })
      await busy.getByText(/Nothing is asked of it until/).waitFor()
      expect(await busy.getByRole('button', { name: 'Check now' }).isDisabled()).toBe(true)
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
        await eventually(
          async () => (await other.getByRole('textbox', { name: 'Query' }).inputValue()) === 'Borea',
        )
        await press(other, 'Add the brand')
        await other.getByRole('heading', { name: 'Borea' }).waitFor()
      })
      await page.getByRole('link', { name: /^Borea/ }).waitFor({ timeout: 5000 })
    }))

  test('feeds are suggested for a brand, tested with its queries, and added', () =>
    at('/setup/brands', async (page) => {
      await proposeOnly(page, [feed.url, `${feed.url}?suggested`])
      await page.getByRole('link', { name: /^Acme/ }).click()
      await page.getByText('Nothing is kept out.').waitFor()
      await press(page, 'Suggest feeds')
      const dialog = page.getByRole('dialog', { name: 'Feeds for Acme' })
      await dialog.getByText('Listened to already').waitFor()
      await dialog.getByText(/4 items, \d matching/).waitFor()
      expect(await whatIsWrong(page)).toEqual([])
      await press(page, 'Add the feed')
      await page.getByText('The feed is added.').waitFor()
      const { feeds } = await boss.call(routes.feeds)
      expect(feeds.find(({ url }) => url.endsWith('?suggested'))?.title).toBe('Place 2')
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

describe('one’s own password', () => {
  test('is changed from the menu; the page goes on, every other session ends', async () => {
    const cleo = await signIn(earshot.address, { email: people.manager.email, password })
    const elsewhere = await signIn(earshot.address, { email: people.manager.email, password })
    await at(
      '/pulse',
      async (page) => {
        await page.getByRole('button', { name: /Cleo Marsh/ }).click()
        await page.getByRole('menuitem', { name: 'Change password' }).click()
        const dialog = page.getByRole('dialog', { name: 'Change your password' })
        await dialog.getByLabel('Current password').fill('not it')
        await dialog.getByLabel('New password').fill('nine loud herons stand')
        await press(page, 'Change it')
        await dialog.getByText('This is not your current password.').waitFor()
        expect(await whatIsWrong(page)).toEqual([])
        await dialog.getByLabel('Current password').fill(password)
        await press(page, 'Change it')
        await page.getByText('Your password is changed.').waitFor()
        await expect(elsewhere.call(routes.session)).rejects.toThrow('not_signed_in')
        await page.waitForTimeout(2000)
        expect(new URL(page.url()).pathname).toBe('/pulse')
        expect(await page.getByLabel('E-mail').count()).toBe(0)
        await page.reload()
        await page.getByRole('button', { name: /Cleo Marsh/ }).waitFor()
      },
      cleo,
    )
    await boss.call(routes.changePerson, { params: { id: await idOf('Cleo Marsh') }, body: { password } })
  })
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

describe('hundreds of feeds', () => {
  test('among many feeds one is found by words, standing and source, and the address keeps that', () =>
    at('/setup/feeds', async (page) => {
      const opml = Array.from(
        { length: 230 },
        (_, at) => `<outline text="Many ${at}" xmlUrl="http://127.0.0.1:9/many/${at}"/>`,
      )
      await boss.call(routes.importOpml, { body: { opml: `<opml><body>${opml.join('')}</body></opml>` } })
      await page.getByRole('button', { name: /Show \d+ more of/ }).click()
      expect(await page.getByRole('button', { name: /Show \d+ more of/ }).count()).toBe(0)
      await page.getByLabel('Find a feed').fill('many 22')
      await eventually(async () => (await page.getByRole('main').getByRole('listitem').count()) === 12)
      await page.waitForURL(/find=many/)
      await page.reload()
      await eventually(async () => (await page.getByRole('main').getByRole('listitem').count()) === 12)
      await page.getByRole('link', { name: /^Many 227/ }).click()
      await page.getByRole('region', { name: 'Many 227' }).waitFor()
      await page.getByRole('button', { name: 'Close' }).click()
      expect(await page.getByLabel('Find a feed').inputValue()).toBe('many 22')
      await page.getByLabel('Find a feed').fill('')
      await page.getByLabel('How it stands').selectOption('silent')
      await page.getByRole('link', { name: /^Quiet blog/ }).waitFor()
      expect(await page.getByRole('main').getByRole('listitem').count()).toBe(1)
      await page.getByLabel('Find a feed').fill('nothing like it')
      await page.getByText('No feed is like that').waitFor()
    }))
})
