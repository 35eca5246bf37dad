import { defaultParseSearch } from '@tanstack/react-router'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { MentionCard, MentionFilter } from '../../shared/contract/mention.ts'
import { routes } from '../../shared/contract/routes.ts'
import { signIn, type ApiClient } from '../support/api-client.ts'
import { launchChromium } from '../support/chromium.ts'
import { createTestDatabase, type TestDatabase } from '../support/database.ts'
import { admin, startEarshot, type Earshot } from '../support/earshot.ts'
import { eventually } from '../support/eventually.ts'
import { startFeedServer, type PublishedItem } from '../support/feed-server.ts'
import { openScreen, screens, whatIsWrong } from '../support/screen.ts'

const hour = 3_600_000
const moods = {
  bad: 'is terrible, awful and broken, I am furious',
  good: 'is wonderful, I love it, great and helpful people',
  plain: 'opens a counter at the station on Monday',
}

let browser: Browser
let database: TestDatabase
let earshot: Earshot
let boss: ApiClient
let feed: Awaited<ReturnType<typeof startFeedServer>>

/** Items about a brand, spread evenly over some days before now. */
function items(
  brand: string,
  count: number,
  mood: keyof typeof moods,
  fromDay: number,
  toDay: number,
): PublishedItem[] {
  return Array.from({ length: count }, (_, index) => ({
    id: `${brand}-${mood}-${fromDay}-${index}`,
    title: `${brand} number ${index}`,
    text: `${brand} ${moods[mood]}. This is report ${index}.`,
    author: `writer_${index % 5}`,
    at: new Date(Date.now() - (toDay + ((fromDay - toDay) * (index + 0.5)) / count) * 24 * hour),
  }))
}

async function mentionsOf(filter: Partial<MentionFilter>): Promise<MentionCard[]> {
  const all: MentionCard[] = []
  let cursor: string | undefined
  do {
    const page = await boss.call(routes.mentions, {
      query: { ...filter, limit: 100, ...(cursor && { cursor }) },
    })
    all.push(...page.mentions)
    cursor = page.nextCursor ?? undefined
  } while (cursor !== undefined)
  return all
}

beforeAll(async () => {
  database = await createTestDatabase()
  earshot = await startEarshot({
    DATABASE_URL: database.url,
    EARSHOT_ADMIN_EMAIL: admin.email,
    EARSHOT_ADMIN_PASSWORD: admin.password,
  })
  boss = await signIn(earshot.address, admin)
  feed = await startFeedServer('Town forum')
  const published = [
    ...items('Acme', 30, 'bad', 6.5, 0.1),
    ...items('Acme', 8, 'good', 6, 0.2),
    ...items('Borea', 12, 'plain', 6, 0.3),
    ...items('Acme', 12, 'bad', 13, 8),
    ...items('Borea', 14, 'good', 13, 8),
  ]
  feed.publish(...published)
  for (const name of ['Acme', 'Borea'])
    await boss.call(routes.addBrand, { body: { name, queries: [{ text: name }] } })
  await boss.call(routes.addFeed, { body: { url: feed.url } })
  await eventually(
    async () => (await mentionsOf({ lane: 'stream' })).length === published.length,
    60_000,
    'all mentions',
  )
  const queued = await mentionsOf({ lane: 'queue' })
  const move = async (index: number, then: (params: { id: number }) => Promise<unknown>): Promise<void> => {
    const params = { id: queued[index]!.id }
    await boss.call(routes.claim, { params, body: {} })
    await then(params)
  }
  for (const index of [0, 1, 2, 3])
    await move(index, (params) => boss.call(routes.answer, { params, body: { text: 'We are sorry.' } }))
  for (const index of [4, 5])
    await move(index, (params) => boss.call(routes.dismiss, { params, body: { reason: 'spam' } }))
  await move(6, (params) => boss.call(routes.snooze, { params, body: { untilActivity: true } }))
  await move(7, async () => undefined)
  browser = await launchChromium()
}, 180_000)

afterAll(async () => {
  await browser?.close()
  await feed?.close()
  await earshot?.stop()
  await database?.drop()
})

async function openPulse(page: Page, search = ''): Promise<void> {
  await page.goto(`${earshot.address}/pulse${search}`)
  await page.locator('[data-column]').last().waitFor({ timeout: 15_000 })
}

type Opened = { count: number; words: string; filter: Partial<MentionFilter> }

/** Every count on the page that opens a list, with the list's filter. */
async function countsOn(page: Page): Promise<Opened[]> {
  const links = await page.locator('main a[href^="/queue"]').evaluateAll((all) =>
    all.map((link) => ({
      href: link.getAttribute('href') ?? '',
      words: link.getAttribute('aria-label') ?? '',
      text: link.textContent ?? '',
    })),
  )
  return links.flatMap(({ href, words, text }) => {
    const filter = defaultParseSearch(new URL(href, earshot.address).search) as Partial<MentionFilter>
    const inText = /^[\d,]+$/.exec(text.trim())?.[0]
    const inColumn = /: (\d+) mentions?\b/.exec(words)?.[1]
    const count = inText ?? inColumn
    return count === undefined ? [] : [{ count: Number(count.replaceAll(',', '')), words, filter }]
  })
}

describe('figures and the mentions behind them', () => {
  test.each(['', '?range=30d', '?range=24h', '?brandId=1', '?range=30d&brandId=2&source=rss'])(
    'every count is the length of the list that it opens (%s)',
    async (search) => {
      const { page, context } = await openScreen(browser, screens[0], boss)
      try {
        await openPulse(page, search)
        const asChart = await countsOn(page)
        await page.keyboard.press('t')
        await page.getByRole('region', { name: 'Volume and mood over time' }).waitFor()
        const shown = [...asChart, ...(await countsOn(page))]
        expect(shown.length).toBeGreaterThan(20)
        for (const { count, words, filter } of shown)
          expect({ words, count: (await mentionsOf(filter)).length }).toEqual({ words, count })
      } finally {
        await context.close()
      }
    },
    60_000,
  )

  test('a click leads to exactly these mentions, and Back to the same figures', async () => {
    const { page, context } = await openScreen(browser, screens[0], boss)
    try {
      await openPulse(page)
      const link = page.getByRole('link', { name: /^\d+ negative mentions: open them/ })
      const count = Number(await link.innerText())
      await link.click()
      await page.waitForURL(/\/queue/)
      const row = page.locator('[role=option]').first()
      await row.waitFor()
      expect(await row.getAttribute('aria-setsize')).toBe(String(count))
      await page.goBack()
      await page.locator('[data-column]').last().waitFor()
      expect(await link.innerText()).toBe(String(count))
    } finally {
      await context.close()
    }
  })

  test('the sentences are true', async () => {
    const { page, context } = await openScreen(browser, screens[0], boss)
    try {
      await openPulse(page)
      const report = await page.getByRole('main').innerText()
      expect(report).toContain('It sounds worse than in the 7 days before: 150 % more negative mentions.')
      const { current } = await boss.call(routes.trends, {
        query: { from: new Date(Date.now() - 168 * hour).toISOString(), to: new Date().toISOString() },
      })
      expect(report).toContain(`(${current.labels.positive} − ${current.labels.negative}) ÷ ${current.total}`)
      expect(report).toMatch(/Of \d+, \d+ still wait for one\./)
    } finally {
      await context.close()
    }
  })
})

test('the chart is read and opened with the keyboard alone', async () => {
  const { page, context } = await openScreen(browser, screens[0], boss)
  try {
    await openPulse(page)
    const columns = page.locator('[data-column]')
    await columns.last().focus()
    await page.keyboard.press('Home')
    const first = await page.evaluate(() => document.activeElement?.getAttribute('aria-label'))
    await page.keyboard.press('ArrowRight')
    const second = await page.evaluate(() => document.activeElement?.getAttribute('aria-label'))
    expect(second).not.toBe(first)
    expect(second).toMatch(/\d+ mentions?.*Open these mentions/)
    expect(await page.locator('[data-column][tabindex="0"]').count()).toBe(1)
    await page.keyboard.press('Enter')
    await page.waitForURL(/\/queue\?.*from=/)
  } finally {
    await context.close()
  }
})

test('what is heard now is counted without a reload', async () => {
  const { page, context } = await openScreen(browser, screens[0], boss)
  try {
    await openPulse(page, '?range=24h')
    const total = async (): Promise<number> =>
      Number(await page.getByRole('link', { name: /^\d+ mentions: open them/ }).innerText())
    const before = await total()
    feed.publish({ id: `live-${Date.now()}`, title: 'Acme', text: 'Acme is awful again.' })
    const [only] = (await boss.call(routes.feeds)).feeds
    await boss.call(routes.pollFeed, { params: { id: only!.id } })
    await eventually(async () => (await total()) === before + 1, 15_000, 'the new mention')
  } finally {
    await context.close()
  }
})

test.each(screens)('Pulse is in order ($name)', async (screen) => {
  const { page, context, errors } = await openScreen(browser, screen, boss)
  try {
    await openPulse(page, '?range=30d')
    expect(await whatIsWrong(page)).toEqual([])
    await page.getByRole('button', { name: /Show as a table/ }).click()
    expect(await whatIsWrong(page)).toEqual([])
    await page.getByText('Custom').click()
    await page.getByLabel('First day').waitFor()
    expect(page.url()).toMatch(/range=custom&from=\d{4}-\d\d-\d\d&to=/)
    expect(await whatIsWrong(page)).toEqual([])
    expect(errors).toEqual([])
  } finally {
    await context.close()
  }
})
