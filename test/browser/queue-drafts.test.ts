import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { endSessionsOf } from '../../shared/domain/people/sessions.ts'
import { rowsOf, startQueueScreens, type QueueScreens } from '../support/queue-screen.ts'
import { testPassword } from '../support/web.ts'

const words = 'Dear Maria, we are sorry. We look for your parcel now.'

/** A page that shares two processors with others may need more than a moment. */
const soon = { timeout: 15_000 }

let screens: QueueScreens

beforeAll(async () => {
  screens = await startQueueScreens()
  await screens.web.person('admin')
})
afterAll(() => screens?.close())

const answer = (page: Page) => page.getByLabel(/^Answer as/)

/** Claims the only waiting mention and begins an answer. */
async function begin(page: Page): Promise<void> {
  await rowsOf(page).first().click()
  await page.getByRole('button', { name: /^Claim/ }).click()
  await answer(page).fill(words)
}

describe('an answer that was begun', () => {
  it('outlives a reload and a sign-out, at the same place, and no other person sees it', async () => {
    const [id] = await screens.arrive(['Where is my parcel?'])
    const ana = await screens.web.person('agent')
    const ben = await screens.web.person('agent')
    const { page, context } = await screens.open(ana)
    await begin(page)
    await page.reload()
    await expect.poll(() => answer(page).inputValue(), soon).toBe(words)

    // The session ends elsewhere: the page notices, and signing in leads back here.
    await endSessionsOf(screens.web.store.db, ana.id)
    await page.getByLabel('E-mail').fill(ana.email)
    await page.getByLabel('Password').fill(testPassword)
    await page.keyboard.press('Enter')
    await expect.poll(() => answer(page).inputValue(), soon).toBe(words)
    expect(new URL(page.url()).searchParams.get('mention')).toBe(String(id))

    await page.getByRole('button', { name: ana.name }).click()
    await page.getByRole('menuitem', { name: 'Sign out' }).click()
    await page.getByLabel('E-mail').fill(ben.email)
    await page.getByLabel('Password').fill(testPassword)
    await page.keyboard.press('Enter')
    await page.getByText(`Claimed by ${ana.name}`).waitFor()
    expect(await page.getByText(words).count()).toBe(0)
    await context.close()
  })

  it('is kept when the server refuses, and is gone once it is recorded', async () => {
    await screens.arrive(['Still no parcel'])
    const { page, context } = await screens.open(await screens.web.person('agent'))
    await context.route('https://example.org/**', (route) => route.fulfill({ body: 'The original' }))
    await begin(page)
    await page.getByRole('button', { name: /^Copy and open original/ }).click()
    await page.route('**/answer', (route) =>
      route.fulfill({
        status: 507,
        contentType: 'application/problem+json',
        body: JSON.stringify({
          type: 'urn:earshot:problem:disk_full',
          title: 'disk full',
          status: 507,
          code: 'disk_full',
          detail: 'The disk is full.',
        }),
      }),
    )
    await page.getByRole('button', { name: /^I posted it/ }).click()
    await page.getByText('The server’s disk is full').waitFor()
    await page.getByRole('button', { name: 'Show it' }).click()
    await expect.poll(() => answer(page).inputValue(), soon).toBe(words)

    await page.unroute('**/answer')
    await page.getByLabel(/^Address of your posted answer/).fill('not an address')
    await page.getByRole('button', { name: /^I posted it/ }).click()
    await page.getByText('Give the address of the reply').waitFor()
    await page.getByLabel(/^Address of your posted answer/).fill('https://example.org/answer')
    await page.getByRole('button', { name: /^I posted it/ }).click()
    await page.getByText(/^Answered: /).waitFor()
    await expect
      .poll(() => page.evaluate(() => Object.keys(localStorage).filter((key) => key.includes('draft'))), soon)
      .toEqual([])
    const kept = await screens.web.store.db
      .selectFrom('answer')
      .select(['text', 'reply_url'])
      .executeTakeFirst()
    expect(kept).toEqual({ text: words, reply_url: 'https://example.org/answer' })
    await context.close()
  })

  it('stands in its field again when it is taken back', async () => {
    await screens.arrive(['A parcel answered too soon'])
    const { page, context } = await screens.open(await screens.web.person('agent'))
    await context.route('https://example.org/**', (route) => route.fulfill({ body: 'The original' }))
    await begin(page)
    await page.getByRole('button', { name: /Copy and open original/ }).click()
    await page.bringToFront()
    await page.getByRole('button', { name: /I posted it/ }).click()
    await page.getByRole('button', { name: /^Undo/ }).click()
    await expect.poll(() => answer(page).inputValue(), soon).toBe(words)
    await context.close()
  })

  it('is not sent twice when the reply is lost on its way', async () => {
    const [id] = await screens.arrive(['A third parcel'])
    const { page, context } = await screens.open(await screens.web.person('agent'))
    await context.route('https://example.org/**', (route) => route.fulfill({ body: 'The original' }))
    await begin(page)
    await page.getByRole('button', { name: /^Copy and open original/ }).click()
    let sent = 0
    await page.route('**/answer', async (route) => {
      const reply = await route.fetch()
      sent++
      if (sent === 1) await route.abort('connectionreset')
      else await route.fulfill({ response: reply })
    })
    await page.getByRole('button', { name: /^I posted it/ }).click()
    await expect.poll(() => sent, { timeout: 5_000 }).toBe(2)
    await page.goto(`${screens.web.url}/queue?lane=answered&mention=${id}`)
    await page.getByText(words).waitFor()
    expect(await page.getByText(/^.* answered$/).count()).toBe(1)
    await context.close()
  })
})
