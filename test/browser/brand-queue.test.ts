import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { ThresholdPicture } from '../../shared/contract/trust.ts'
import { routes } from '../../shared/contract/routes.ts'
import { signIn, type ApiClient } from '../support/api-client.ts'
import { launchChromium } from '../support/chromium.ts'
import { createTestDatabase, type TestDatabase } from '../support/database.ts'
import { admin, startEarshot, type Earshot } from '../support/earshot.ts'
import { eventually } from '../support/eventually.ts'
import { startFeedServer } from '../support/feed-server.ts'
import { openScreen, screens, whatIsWrong } from '../support/screen.ts'

const soon = { timeout: 20_000 }
const moods = [
  'lost my parcel, nobody answers, this is terrible.',
  'opens a counter at the station.',
  'was lovely today, thank you.',
]

let database: TestDatabase
let earshot: Earshot
let boss: ApiClient
let browser: Browser
let feed: Awaited<ReturnType<typeof startFeedServer>>
let brandId: number

beforeAll(async () => {
  database = await createTestDatabase()
  earshot = await startEarshot({
    DATABASE_URL: database.url,
    EARSHOT_ADMIN_EMAIL: admin.email,
    EARSHOT_ADMIN_PASSWORD: admin.password,
  })
  boss = await signIn(earshot.address, admin)
  brandId = (await boss.call(routes.addBrand, { body: { name: 'Acme', queries: [{ text: 'acme' }] } })).id
  feed = await startFeedServer('Town forum')
  const hour = 3_600_000
  for (let index = 0; index < 60; index++)
    feed.publish({
      id: `${index}`,
      title: '',
      text: `Acme ${moods[index % moods.length]} Report ${index}.`,
      author: `writer_${index % 7}`,
      at: new Date(Date.now() - (index + 1) * 2 * hour),
    })
  await boss.call(routes.addFeed, { body: { url: feed.url, intervalSeconds: 3600 } })
  await eventually(async () => (await picture()).mentions === 60, 30_000)
  browser = await launchChromium()
}, 120_000)

afterAll(async () => {
  await browser?.close()
  await feed?.close()
  await earshot?.stop()
  await database?.drop()
})

const picture = (): Promise<ThresholdPicture> =>
  boss.call(routes.thresholdPicture, { params: { id: brandId } })

async function open(path: string, screen: (typeof screens)[number] = screens[0]) {
  const opened = await openScreen(browser, screen, boss)
  await opened.page.goto(earshot.address + path)
  return opened
}

const slider = (page: Page) => page.getByRole('slider', { name: /^Queue what scores/ })
const chart = (page: Page) => page.getByRole('img', { name: /^What each threshold would mean/ })

/** Where the thumb and the mark in the chart stand, from the left in pixels. */
async function places(page: Page): Promise<{ thumb: number; mark: number }> {
  const box = (await slider(page).boundingBox())!
  const value = Number(await slider(page).inputValue())
  const line = (await chart(page).locator('.recharts-reference-line-line').first().boundingBox())!
  const half = 8
  return {
    thumb: box.x + half + ((value + 1) / 2) * (box.width - 2 * half),
    mark: line.x + line.width / 2,
  }
}

describe('the picture of the threshold', () => {
  test.each(screens)('follows the slider, in chart, sentence and table ($name)', async (screen) => {
    const { page, context, errors } = await open(`/setup/brands?selected=${brandId}`, screen)
    await chart(page).waitFor(soon)
    await page.getByText(/^At −0\.05 about \d+ mentions a day enter the queue; of these/).waitFor(soon)
    await page.getByText(/^A day is the mean of 60 mentions published in the last \d days, without/).waitFor()
    await page.getByText(/from public texts: your team has not labelled any yet/).waitFor()
    await page
      .getByText(/^What sounds neutral scores exactly 0 .* beyond it only praise is added\.$/)
      .waitFor()
    const before = await places(page)
    expect(Math.abs(before.mark - before.thumb)).toBeLessThan(2)
    expect(await whatIsWrong(page)).toEqual([])

    await slider(page).focus()
    for (let step = 0; step < 5; step++) await page.keyboard.press('ArrowRight')
    await page.getByText(/^At \+0\.20 /).waitFor()
    expect(await slider(page).getAttribute('aria-valuetext')).toMatch(/^\+0\.20, about [\d.]+ a day$/)
    expect(await chart(page).getAttribute('aria-label')).toContain('At +0.20')
    const after = await places(page)
    expect(after.mark).toBeGreaterThan(before.mark + 10)
    expect(Math.abs(after.mark - after.thumb)).toBeLessThan(2)

    // The sentence and the table say what the server counted.
    const point = (await picture()).points.find(({ threshold }) => Math.abs(threshold - 0.2) < 0.01)!
    await page.getByRole('button', { name: 'Show as a table' }).click()
    const row = page.getByRole('row').filter({ hasText: '+0.20 (chosen)' })
    expect(await row.innerText()).toContain(`${Math.round(point.recall! * 100)} %`)
    expect(await whatIsWrong(page)).toEqual([])
    await page.getByRole('heading', { name: 'Acme' }).focus()
    await page.keyboard.press('t')
    await chart(page).waitFor(soon)
    expect(errors).toEqual([])
    await context.close()
  })

  test('is not promised to a brand that is not there yet, and can be asked for again when it fails', async () => {
    const { page, context, errors } = await open('/setup/brands?selected=new')
    await page.getByText(/^Brands start at −0\.05/).waitFor(soon)
    expect(await chart(page).count()).toBe(0)
    await page.route('**/api/brands/*/threshold', (route) => route.fulfill({ status: 500, body: 'broken' }))
    await page.goto(`${earshot.address}/setup/brands?selected=${brandId}`)
    await page.getByText(/^What each threshold would mean cannot be told now\./).waitFor(soon)
    expect(await whatIsWrong(page)).toEqual([])
    await page.unroute('**/api/brands/*/threshold')
    await page.getByRole('button', { name: 'Try again' }).click()
    await chart(page).waitFor(soon)
    expect(errors).toEqual([])
    await context.close()
  })
})

describe('what else a brand says of its queue', () => {
  test('the time to answer is read as it is written, and refused with what would be right', async () => {
    const { page, context, errors } = await open(`/setup/brands?selected=${brandId}`, screens[2])
    const amount = page.getByLabel('Ordinary mentions are answered within')
    expect(await amount.inputValue()).toBe('1')
    expect(await page.getByLabel('Unit').inputValue()).toBe('days')
    const save = page.getByRole('button', { name: 'Save changes' })
    for (const [written, unit, told] of [
      ['soon', 'hours', 'Give whole minutes.'],
      ['4', 'minutes', 'Give at least 5 minutes.'],
      ['31', 'days', 'Give at most 30 days.'],
    ] as const) {
      await amount.fill(written)
      await page.getByLabel('Unit').selectOption(unit)
      await save.click()
      await page.getByText(told).waitFor()
      expect(await amount.getAttribute('aria-invalid')).toBe('true')
    }
    expect(await whatIsWrong(page)).toEqual([])
    await amount.fill('1,5')
    await page.getByLabel('Unit').selectOption('hours')
    await save.click()
    await page.getByText('Acme is saved.').waitFor(soon)
    expect((await boss.call(routes.brands)).brands[0]!.answerWithinMinutes).toBe(90)
    // What waits is brought into its new order; the bar or its end is told in the form.
    await page.getByText(/^Past mentions of Acme: finished/).waitFor(soon)
    expect(errors).toEqual([])
    await context.close()
  })

  test('grave reasons to hurry can be left out of it, and the preview follows', async () => {
    const { page, context, errors } = await open(`/setup/brands?selected=${brandId}`)
    const asked: boolean[] = []
    page.on('request', (request) => {
      if (request.url().endsWith('/api/brands/preview')) asked.push(request.postDataJSON().queueUrgent)
    })
    const urgent = page.getByRole('switch', { name: /^What gives a grave reason to hurry/ })
    expect(await urgent.isChecked()).toBe(true)
    await urgent.uncheck()
    await eventually(async () => asked.at(-1) === false)
    await page.getByRole('button', { name: 'Save changes' }).click()
    await page.getByText('Acme is saved.').waitFor(soon)
    expect((await boss.call(routes.brands)).brands[0]!.queueUrgent).toBe(false)
    expect(errors).toEqual([])
    await context.close()
  })
})
