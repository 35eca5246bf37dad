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
const ben = { name: 'Ben Okafor', email: 'ben@example.org', role: 'agent' } as const
const soon = { timeout: 20_000 }

let database: TestDatabase
let earshot: Earshot
let boss: ApiClient
let agent: ApiClient
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
  await boss.call(routes.addPerson, { body: { ...ben, password } })
  agent = await signIn(earshot.address, { email: ben.email, password })
  await boss.call(routes.addBrand, { body: { name: 'Acme', queries: [{ text: 'acme' }] } })
  feed = await startFeedServer('Town forum')
  const posts = [
    ['kiosk', 'Acme has a kiosk at the station, opening on Monday.', 'maria_k'],
    ['kiosk2', 'The Acme kiosk opens in spring.', 'sam'],
    ['courier', 'An Acme courier rang at noon.', 'jo'],
    ['plain', 'Acme moves to the town hall in May.', 'al'],
  ] as const
  for (const [id, text, author] of posts) feed.publish({ id, title: '', text, author })
  await boss.call(routes.addFeed, { body: { url: feed.url, intervalSeconds: 3600 } })
  await eventually(
    async () =>
      (await boss.call(routes.mentions, { query: { lane: 'stream', limit: 50 } })).mentions.length === 4,
    30_000,
  )
  browser = await launchChromium()
}, 120_000)

afterAll(async () => {
  await browser?.close()
  await feed?.close()
  await earshot?.stop()
  await database?.drop()
})

async function open(who: ApiClient, path: string, screen: (typeof screens)[number] = screens[0]) {
  const opened = await openScreen(browser, screen, who)
  await opened.page.goto(earshot.address + path)
  await opened.page.getByRole('navigation', { name: 'Earshot' }).waitFor()
  return opened
}

const row = (page: Page, text: string) => page.getByRole('option').filter({ hasText: text })

const labelOf = async (text: string) => {
  const { mentions } = await boss.call(routes.mentions, { query: { lane: 'stream', limit: 50 } })
  return mentions.find(({ excerpt }) => excerpt.includes(text))?.sentiment.label
}

describe('a brand’s words', () => {
  test('an admin sees what a word would change, adds it, and past mentions change elsewhere at once', async () => {
    const elsewhere = await open(agent, '/queue')
    expect(await row(elsewhere.page, 'kiosk').count()).toBe(0)
    const { page, context, errors } = await open(boss, '/setup/words')
    await page.getByText('Every word counts as usual').waitFor(soon)
    await page.getByRole('button', { name: 'Add a word' }).click()
    await page.getByRole('button', { name: 'Let it count from now on' }).click()
    await page.getByText('Give a word or a phrase.').waitFor()
    await page.getByLabel('Word or phrase').fill('kiosk')
    // A range answers to the keyboard: the first key makes it the worst.
    await page.getByRole('slider').focus()
    await page.keyboard.press('Home')
    await page.getByText('It makes a text sound much worse').waitFor()
    const preview = page.getByRole('region', { name: 'Preview' })
    await preview.getByText('“kiosk” stands in 2 of the newest 4 mentions.').waitFor(soon)
    await preview.getByText('2 would change their label; 2 would enter the queue.').waitFor(soon)
    const examples = preview.getByRole('list', { name: 'Mentions with it' }).getByRole('listitem')
    expect(await examples.count()).toBe(2)
    expect(await examples.first().innerText()).toMatch(/neutral[^]*negative/)
    expect(await examples.first().locator('mark').innerText()).toBe('kiosk')
    expect(await whatIsWrong(page)).toEqual([])

    await page.getByRole('button', { name: 'Let it count from now on' }).click()
    await page.getByText('“kiosk” counts as much worse now. Past mentions are judged again.').waitFor(soon)
    await page
      .getByText(
        /^Past mentions of Acme: finished .*, 2 changed \(score, place or labels\), 2 entered the queue\.$/,
      )
      .waitFor(soon)
    await row(elsewhere.page, 'at the station').waitFor(soon)
    await row(elsewhere.page, 'opens in spring').waitFor(soon)
    expect(await whatIsWrong(page)).toEqual([])
    expect(errors).toEqual([])
    await elsewhere.context.close()
    await context.close()
  })

  test('it is changed, and removed after saying what that changes', async () => {
    const { page, context, errors } = await open(boss, '/setup/words')
    await page.getByRole('link').filter({ hasText: 'kiosk' }).click()
    await page.getByText('Without it, 2 would change their label.').waitFor(soon)
    await page.getByLabel('Word or phrase').fill('acme kiosk')
    await page.getByText('“acme kiosk”, or “kiosk”, stands in 2 of the newest 4 mentions.').waitFor(soon)
    await page.getByText('1 would change its label.', { exact: true }).waitFor(soon)
    await page.getByRole('button', { name: 'Close' }).click()
    await page.getByRole('button', { name: 'Keep editing' }).click()
    await page.getByRole('button', { name: 'Save changes' }).click()
    await eventually(async () => (await labelOf('at the station')) === 'neutral', 20_000)
    expect(await labelOf('opens in spring')).toBe('negative')

    await page.getByRole('link').filter({ hasText: 'acme kiosk' }).click()
    await page.getByRole('button', { name: 'Remove…' }).click()
    const dialog = page.getByRole('dialog', { name: 'Remove “acme kiosk”?' })
    await dialog.getByText('1 would change its label.').waitFor(soon)
    expect(await whatIsWrong(page)).toEqual([])
    await dialog.getByRole('button', { name: 'Remove it' }).click()
    await page.getByText('Every word counts as usual').waitFor(soon)
    await eventually(async () => (await labelOf('opens in spring')) === 'neutral', 20_000)
    expect(errors).toEqual([])
    await context.close()
  })

  test('what is typed in a proposal stays when somebody else accepts it meanwhile', async () => {
    const { brands } = await boss.call(routes.brands, {})
    const { id } = await agent.call(routes.addLexiconEntry, {
      body: { brandId: brands[0]!.id, phrase: 'spring', weight: 1 },
    })
    const { page, context, errors } = await open(boss, `/setup/words?selected=${id}`)
    await page.getByLabel('Word or phrase').fill('spring sale')
    await boss.call(routes.changeLexiconEntry, { params: { id }, body: { state: 'active' } })
    await page.getByRole('button', { name: 'Save changes' }).waitFor(soon)
    expect(await page.getByLabel('Word or phrase').inputValue()).toBe('spring sale')
    await boss.call(routes.removeLexiconEntry, { params: { id } })
    expect(errors).toEqual([])
    await context.close()
  })

  test('an agent proposes, the admin is told and decides; refusing changes nothing', async () => {
    const propose = async (phrase: string): Promise<void> => {
      const { page, context } = await open(agent, '/setup/words')
      await page.getByRole('button', { name: 'Propose one' }).click()
      await page.getByText('You propose; an admin decides.', { exact: false }).waitFor()
      await page.getByLabel('Word or phrase').fill(phrase)
      await page.getByText(new RegExp(`^“${phrase}” stands in 1 of the newest 4`)).waitFor(soon)
      await page.getByRole('button', { name: 'Propose to an admin' }).click()
      await page.getByText('Proposed. An admin decides; until then nothing changes.').waitFor(soon)
      await page.getByRole('link').filter({ hasText: phrase }).click()
      await page.getByText('An admin decides. Until then nothing changes.').waitFor()
      expect(await page.getByRole('button', { name: /Remove|Save|Let it count/ }).count()).toBe(0)
      expect(await whatIsWrong(page)).toEqual([])
      await context.close()
    }
    const { page, context, errors } = await open(boss, '/setup/labels')
    const tab = page.getByRole('navigation', { name: 'Setup' }).getByRole('link', { name: /^Words/ })
    expect(await tab.innerText()).toBe('Words')
    await propose('courier')
    await expect.poll(() => tab.innerText(), soon).toContain('one word is proposed')
    await tab.click()
    await page.getByRole('link').filter({ hasText: 'Ben Okafor proposes it' }).click()
    await page.getByText('“courier” stands in 1 of the newest 4 mentions.').waitFor(soon)
    await page.getByRole('button', { name: 'Let it count from now on' }).click()
    await page.getByRole('region', { name: 'Words' }).getByText('proposed by Ben Okafor').waitFor(soon)
    await expect.poll(() => tab.innerText(), soon).toBe('Words')

    await propose('hall')
    await page.getByRole('link').filter({ hasText: 'Ben Okafor proposes it' }).click()
    await page.getByRole('button', { name: 'Refuse…' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Refuse it' }).click()
    await page.getByText('“hall” is refused.').waitFor(soon)
    expect(await labelOf('hall')).toBe('neutral')
    expect(errors).toEqual([])
    await context.close()
  })
})

describe('labels by rule', () => {
  test('a rule is marked where it cannot be read, tried on what is there, saved and found on mentions', async () => {
    const { page, context, errors } = await open(boss, '/setup/labels?selected=new')
    await page.getByLabel('Name').fill('Places')
    const rule = page.getByLabel('Given to what matches')
    await rule.fill('kiosk OR "town')
    await page.getByText(/^Character 10: This quote is never closed/).waitFor(soon)
    expect(await page.locator('form mark').innerText()).toBe('"town')
    await rule.fill('kiosk OR "town hall"')
    await page.getByText('It would label 3 of the newest 4 mentions.').waitFor(soon)
    expect(await whatIsWrong(page)).toEqual([])
    await page.getByRole('button', { name: 'Add the label' }).click()
    await page.getByRole('link').filter({ hasText: 'Places' }).click()
    // Who may not change labels sees the rule all the same.
    const atBen = await open(agent, '/setup/labels')
    await atBen.page.getByRole('link').filter({ hasText: 'Places' }).click()
    await atBen.page.getByText('Admins change labels.', { exact: false }).waitFor()
    expect(await atBen.page.getByRole('button', { name: /Add|Save|Remove/ }).count()).toBe(0)
    expect(await whatIsWrong(atBen.page)).toEqual([])
    await atBen.context.close()
    await page.getByRole('link', { name: 'Open those that have it' }).click()
    await expect.poll(() => page.locator('[id^="mention-"]').count(), soon).toBe(3)
    await context.close()
    expect(errors).toEqual([])
  })

  test('it is changed, and removed after saying what that means', async () => {
    const { page, context, errors } = await open(boss, '/setup/labels')
    await page.getByRole('link').filter({ hasText: 'Places' }).click()
    await page.getByLabel('Given to what matches').fill('kiosk')
    await page.getByText('It would label 2 of the newest 4 mentions.').waitFor(soon)
    await page.getByRole('button', { name: 'Save changes' }).click()
    await page.getByText('“Places” is saved. Past mentions are looked at again.').waitFor(soon)
    const labelled = async (): Promise<number> =>
      (await boss.call(routes.mentions, { query: { lane: 'stream', limit: 50 } })).mentions.filter(
        ({ labelIds }) => labelIds.length > 0,
      ).length
    await eventually(async () => (await labelled()) === 2, 20_000)
    await page.getByRole('button', { name: 'Remove…' }).click()
    await page.getByText('It is taken off every mention that has it', { exact: false }).waitFor()
    await page.getByRole('button', { name: 'Remove it' }).click()
    await page.getByText('No label yet').waitFor(soon)
    await eventually(async () => (await labelled()) === 0, 20_000)
    expect(errors).toEqual([])
    await context.close()
  })
})

describe.each(screens)('Words and Labels are in order ($name)', (screen) => {
  test.each(['/setup/words', '/setup/words?selected=new', '/setup/labels', '/setup/labels?selected=new'])(
    '%s',
    async (path) => {
      const { page, context, errors } = await open(boss, path, screen)
      await page.getByRole('heading').last().waitFor()
      await eventually(async () => (await page.locator('main [aria-busy="true"]').count()) === 0)
      expect(await whatIsWrong(page)).toEqual([])
      // The open tab is in sight, however many there are.
      const tab = page.getByRole('navigation', { name: 'Setup' }).locator('[aria-current="page"]')
      if (!path.includes('new'))
        expect(await tab.evaluate((each) => each.getBoundingClientRect().right)).toBeLessThanOrEqual(
          screen.width,
        )
      expect(errors).toEqual([])

      const what = path.includes('words') ? 'lexicon' : 'labels'
      await page.route(`**/api/${what}`, (route) => route.fulfill({ status: 500, body: 'broken' }))
      await page.goto(`${earshot.address}${path.split('?')[0]}`)
      await page.getByText('This could not be loaded').waitFor(soon)
      expect(await whatIsWrong(page)).toEqual([])
      await page.unroute(`**/api/${what}`)
      await page.getByRole('button', { name: 'Try again' }).click()
      await page.getByText('This could not be loaded').waitFor({ ...soon, state: 'hidden' })
      await context.close()
    },
  )
})
