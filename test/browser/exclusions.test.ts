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
const [ben, cleo] = people
const soon = { timeout: 20_000 }

let database: TestDatabase
let earshot: Earshot
let boss: ApiClient
let browser: Browser
let feed: Awaited<ReturnType<typeof startFeedServer>>

beforeAll(async () => {
  database = await createTestDatabase()
  earshot = await startEarshot({
    DATABASE_URL: database.url,
    EARSHOT_ADMIN_EMAIL: admin.email,
    EARSHOT_ADMIN_PASSWORD: admin.password,
  })
  boss = await signIn(earshot.address, admin)
  for (const person of people) await boss.call(routes.addPerson, { body: { ...person, password } })
  await boss.call(routes.addBrand, { body: { name: 'Acme', queries: [{ text: 'acme' }] } })
  feed = await startFeedServer('Town forum')
  const posts = [
    ['parcel', 'Acme lost my parcel, nobody answers, this is terrible and I am furious.', 'maria_k'],
    ['airbrush', 'This Acme airbrush compressor is terrible, it broke and leaks, I am furious.', 'hobby_jo'],
    ['nozzle', 'My Acme airbrush nozzle is broken again, horrible quality, never again.', 'paint_ed'],
    ['thanks', 'Acme was lovely today, thank you.', 'sam'],
  ] as const
  for (const [id, text, author] of posts) feed.publish({ id, title: '', text, author })
  await boss.call(routes.addFeed, { body: { url: feed.url, intervalSeconds: 3600 } })
  browser = await launchChromium()
}, 120_000)

afterAll(async () => {
  await browser?.close()
  await feed?.close()
  await earshot?.stop()
  await database?.drop()
})

async function open(email: string, secret: string, path: string): Promise<Page> {
  const context = await browser.newContext({
    viewport: { width: 1280, height: 800 },
    reducedMotion: 'reduce',
  })
  const page = await context.newPage()
  await page.goto(earshot.address + path)
  await page.getByLabel('E-mail').fill(email)
  await page.getByLabel('Password').fill(secret)
  await page.keyboard.press('Enter')
  await page.getByRole('navigation', { name: 'Earshot' }).waitFor()
  return page
}

const row = (page: Page, text: string) => page.getByRole('option').filter({ hasText: text })

test('an agent proposes what is not about us, an admin decides, and it is found and brought back', async () => {
  const atBen = await open(ben.email, password, '/queue')
  const atCleo = await open(cleo.email, password, '/queue')
  await row(atBen, 'airbrush compressor').waitFor(soon)
  await row(atCleo, 'airbrush compressor').waitFor(soon)

  // Words are chosen, and what they would have hidden is told before anything is proposed.
  await row(atBen, 'airbrush compressor').click()
  await atBen.getByRole('button', { name: /^Keep out/ }).waitFor()
  await atBen.keyboard.press('m')
  await atBen.getByRole('menuitem', { name: /Not about us/ }).press('Enter')
  const dialog = atBen.getByRole('dialog', { name: 'Keep posts like this out' })
  await dialog.getByRole('button', { name: 'terrible', exact: true }).click()
  await dialog.getByText(/^It would have set aside 2 of 4 mentions/).waitFor(soon)
  expect(await dialog.getByText(/^2 complaints that needed an answer/).count()).toBe(1)
  expect(await dialog.locator('li').first().textContent()).toContain('terrible')
  await dialog.getByRole('button', { name: 'terrible', exact: true }).click()
  await dialog.getByRole('button', { name: 'airbrush', exact: true }).click()
  await dialog.getByRole('listitem').filter({ hasText: 'nozzle' }).waitFor(soon)
  await dialog.getByRole('button', { name: 'Propose to an admin' }).click()
  await atBen.getByText('Proposed. An admin decides').waitFor(soon)
  expect(await row(atCleo, 'airbrush compressor').count()).toBe(1)

  // The admin sees who proposes what, with its effect, and makes it active: it leaves the queue elsewhere.
  const atBoss = await open(admin.email, admin.password, '/setup/exclusions')
  await atBoss.getByRole('link').filter({ hasText: 'Ben Okafor proposes it' }).click()
  await atBoss.getByText(/^It would have set aside 2 of 4 mentions/).waitFor(soon)
  await atBoss.getByRole('button', { name: 'Set aside from now on' }).click()
  await expect.poll(() => row(atCleo, 'airbrush').count(), soon).toBe(0)
  expect(await row(atCleo, 'parcel').count()).toBe(1)

  // What comes from now on does not reach the queue, and all of it is found in its lane.
  feed.publish({ id: 'hose', title: '', text: 'Acme airbrush hose: terrible, I hate it.', author: 'al' })
  const { feeds } = await boss.call(routes.feeds, {})
  await boss.call(routes.pollFeed, { params: { id: feeds[0]!.id } })
  await atBen.getByRole('link', { name: /^Set aside/ }).click()
  await row(atBen, 'hose').waitFor(soon)
  await expect.poll(() => row(atBen, 'airbrush').count(), soon).toBe(3)
  expect(await row(atCleo, 'hose').count()).toBe(0)

  // One of them was about us after all.
  await row(atBen, 'compressor').click()
  await atBen.getByText(/^Set aside by the exclusion/).waitFor()
  await atBen.getByRole('button', { name: /^Needs an answer/ }).click()
  await row(atCleo, 'compressor').waitFor(soon)

  // The admin ends it and brings the rest back.
  await atBoss.reload()
  await atBoss.getByText(/It has set aside/).waitFor(soon)
  await atBoss.getByRole('button', { name: 'End it…' }).click()
  await atBoss.getByRole('switch', { name: 'Bring back what it hid' }).waitFor()
  await atBoss.getByRole('dialog').getByRole('button', { name: 'End it' }).click()
  await atBoss.getByText('An ended exclusion').waitFor(soon)
  await atBen.goto(`${earshot.address}/queue?lane=aside`)
  await atBen.getByText('Nothing is set aside').waitFor(soon)
  await row(atCleo, 'nozzle').waitFor(soon)
  for (const page of [atBen, atCleo, atBoss]) await page.context().close()
})

test('a muted author is proposed by the whole name, and offered after “not about us”', async () => {
  feed.publish({
    id: 'spam',
    title: '',
    text: 'Acme coupons are awful, click here for worse.',
    author: 'deal_bot',
  })
  const { feeds } = await boss.call(routes.feeds, {})
  await boss.call(routes.pollFeed, { params: { id: feeds[0]!.id } })
  const page = await open(admin.email, admin.password, '/queue?lane=stream')
  await row(page, 'coupons').click(soon)
  await page
    .getByRole('button', { name: /^Dismiss/ })
    .first()
    .click()
  await page.getByRole('menuitem', { name: 'Not about us' }).click()
  await page.getByRole('button', { name: 'Keep such posts out' }).click()
  await page.getByRole('dialog', { name: 'Keep posts like this out' }).waitFor(soon)
  await page.keyboard.press('Escape')

  await row(page, 'coupons').click()
  await page.getByRole('button', { name: /^Keep out/ }).click()
  await page.getByRole('menuitem', { name: /Mute this author/ }).click()
  const dialog = page.getByRole('dialog', { name: 'Mute this author' })
  expect(await dialog.getByLabel(/^Set aside what is heard for Acme/).inputValue()).toBe('author:="deal_bot"')
  await dialog.getByText(/^It would have set aside 1 of/).waitFor(soon)
  await dialog.getByRole('button', { name: 'Set aside from now on' }).click()
  await page.getByText('Set aside from now on: author:="deal_bot"').waitFor(soon)

  // What people have closed stays as they left it; what the author says next is set aside, and found from Setup.
  feed.publish({ id: 'more', title: '', text: 'Acme vouchers, awful again.', author: 'deal_bot' })
  await boss.call(routes.pollFeed, { params: { id: feeds[0]!.id } })
  await expect
    .poll(
      async () => {
        const { mentions } = await boss.call(routes.mentions, { query: { lane: 'aside', limit: 50 } })
        return mentions.some(({ excerpt }) => excerpt.startsWith('Acme vouchers'))
      },
      { timeout: 20_000 },
    )
    .toBe(true)
  await page.goto(`${earshot.address}/setup/exclusions`)
  await page
    .getByRole('link')
    .filter({ hasText: 'author:="deal_bot"' })
    .filter({ hasText: '1 set aside' })
    .click(soon)
  await page.getByRole('link', { name: 'one mention' }).click()
  await row(page, 'vouchers').waitFor(soon)
  expect(await row(page, 'coupons').count()).toBe(0)
  await page.context().close()
})

test('what cannot be read says where, and nothing is sent', async () => {
  const page = await open(admin.email, admin.password, '/setup/exclusions?selected=new')
  const field = page.getByLabel('Set aside what matches')
  await field.fill('acme "never closed')
  await page.getByText(/^Character 6: This quote is never closed/).waitFor(soon)
  expect(
    await page.getByRole('button', { name: 'Set aside from now on' }).getAttribute('aria-disabled'),
  ).toBe('true')
  await field.fill('NOT acme')
  await page.getByText(/only says what to leave out/).waitFor(soon)
  await page.context().close()
})

test('a handle of ours is added, marks what it posts, and is removed with a way back', async () => {
  const page = await open(admin.email, admin.password, '/setup/handles?selected=new')
  await page.getByRole('button', { name: 'Add the handle' }).click()
  await page.getByText(/^Give the handle/).waitFor()
  await page.getByLabel('Handle', { exact: true }).fill('@Sam')
  await page.getByLabel('Who is it?').selectOption('partner')
  await page.getByLabel('Where?').selectOption('rss')
  await page.getByLabel('Name (optional)').fill('Sam from the shop')
  await page.getByRole('button', { name: 'Add the handle' }).click()
  await page.getByRole('link').filter({ hasText: '@sam' }).waitFor(soon)

  const agent = await open(cleo.email, password, '/queue?lane=stream')
  await expect.poll(() => row(agent, 'lovely today').textContent(), soon).toContain('partner')
  await agent.goto(`${earshot.address}/setup/handles`)
  await agent.getByRole('link').filter({ hasText: '@sam' }).click()
  expect(await agent.getByRole('button', { name: 'Remove it' }).count()).toBe(0)

  await page.getByRole('link').filter({ hasText: '@sam' }).click()
  await page.getByRole('button', { name: 'Remove it' }).click()
  await page.getByText('@sam is no longer one of ours.').waitFor(soon)
  expect(await page.getByRole('link').filter({ hasText: '@sam' }).count()).toBe(0)
  await page.getByRole('button', { name: 'Undo' }).click()
  await page.getByRole('link').filter({ hasText: '@sam' }).waitFor(soon)
  for (const each of [page, agent]) await each.context().close()
})
