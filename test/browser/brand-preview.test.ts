import pg from 'pg'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { routes } from '../../shared/contract/routes.ts'
import { signIn, type ApiClient } from '../support/api-client.ts'
import { launchChromium } from '../support/chromium.ts'
import { createTestDatabase, type TestDatabase } from '../support/database.ts'
import { admin, startEarshot, type Earshot } from '../support/earshot.ts'
import { openScreen, screens, whatIsWrong } from '../support/screen.ts'

let browser: Browser
let database: TestDatabase
let earshot: Earshot
let boss: ApiClient

beforeAll(async () => {
  database = await createTestDatabase()
  earshot = await startEarshot({
    DATABASE_URL: database.url,
    EARSHOT_ADMIN_EMAIL: admin.email,
    EARSHOT_ADMIN_PASSWORD: admin.password,
  })
  boss = await signIn(earshot.address, admin)
  await boss.call(routes.addBrand, { body: { name: 'Acme', queries: [{ text: 'acme' }] } })
  const client = new pg.Client({ connectionString: database.url })
  await client.connect()
  await client.query(`INSERT INTO feed (url, title, enabled) VALUES ('https://town.example/', 'Town', false)`)
  await client.query(`INSERT INTO item (feed_id, external_id, title, text, author) VALUES
    (1, '1', 'Acme', 'Acme lost my parcel, nobody answers, this is terrible.', 'Jo'),
    (1, '2', 'Thanks', 'I love Acme, wonderful people, great help.', 'Kim'),
    (1, '3', 'Weather', 'Rain on Monday.', 'Lee')`)
  await client.end()
  browser = await launchChromium()
}, 120_000)

afterAll(async () => {
  await browser?.close()
  await earshot?.stop()
  await database?.drop()
})

test.each(screens)('a changed query shows what it wins and loses ($name)', async (screen) => {
  const { page, context, errors } = await openScreen(browser, screen, boss)
  await page.goto(`${earshot.address}/setup/brands`)
  await page.getByRole('link', { name: /^Acme/ }).click()
  const preview = page.getByRole('region', { name: 'Preview' })
  await preview.getByText('nothing is won or lost').waitFor()

  await page.getByRole('textbox', { name: 'Query' }).fill('monday OR (acme near/9 wonderful)')
  await preview.getByRole('radio', { name: 'Newly heard: 1' }).check({ force: true })
  const won = preview.getByRole('list', { name: 'Newly heard' })
  expect(await won.locator('mark').allInnerTexts()).toEqual(['Monday'])
  expect(await whatIsWrong(page)).toEqual([])
  await preview.getByRole('radio', { name: 'No longer heard: 1' }).check({ force: true })
  const lost = preview.getByRole('list', { name: 'No longer heard' })
  expect(await lost.locator('mark').allInnerTexts()).toEqual(['Acme'])

  await page.getByRole('button', { name: 'Another query' }).click()
  await page.getByRole('textbox', { name: 'Query 2' }).fill('autor:jo')
  await page.getByText(/^Character 1: .* Did you mean author:\?/).waitFor()
  expect(await page.locator('form mark').innerText()).toBe('autor:')
  await page.getByRole('textbox', { name: 'Query 2' }).fill('author:jo')
  await page.getByText('matches 1 alone').waitFor()
  await preview.getByText('3 match').waitFor()
  await preview.getByRole('radio', { name: 'All matches: 3' }).check({ force: true })
  await preview.getByText('Acme lost my parcel').waitFor()
  expect(await preview.getByText('no match').count()).toBe(0)

  await page.getByText('How queries are written').click()
  await page.getByText('title:acme').waitFor()
  expect(await whatIsWrong(page)).toEqual([])
  expect(errors).toEqual([])
  await context.close()
})

test('once saved, queries are compared with what is saved now', async () => {
  const { page, context, errors } = await openScreen(browser, screens[0], boss)
  await page.goto(`${earshot.address}/setup/brands`)
  await page.getByRole('link', { name: /^Acme/ }).click()
  await page.getByRole('textbox', { name: 'Query' }).fill('acme OR monday')
  const preview = page.getByRole('region', { name: 'Preview' })
  await preview.getByText('1 won, 0 lost').waitFor()
  await page.getByRole('button', { name: 'Save' }).click()
  await preview.getByText('nothing is won or lost').waitFor()
  expect(errors).toEqual([])
  await context.close()
})

test('how long items are kept is set below the brands', async () => {
  const { page, context, errors } = await openScreen(browser, screens[2], boss)
  await page.goto(`${earshot.address}/setup/brands`)
  const days = page.getByLabel('Keep what matched nothing, in days')
  const save = page.getByRole('button', { name: 'Save' })
  await days.fill('0')
  await save.click()
  await page.getByText('Keep them at least one day.').waitFor()
  await days.fill('12')
  await save.click()
  await page.getByText('What matches nothing is kept for 12 days.').waitFor()
  expect((await boss.call(routes.settings)).keptDays).toBe(12)
  expect(await whatIsWrong(page)).toEqual([])
  expect(errors).toEqual([])
  await context.close()
})
