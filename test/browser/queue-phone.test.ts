import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { screens as sizes } from '../support/screen.ts'
import { rowsOf, startQueueScreens, type QueueScreens } from '../support/queue-screen.ts'

const phone = sizes[2]

/** A page that shares two processors with others may need more than a moment. */
const soon = { timeout: 15_000 }

let screens: QueueScreens

beforeAll(async () => {
  screens = await startQueueScreens()
  await screens.web.person('admin')
  await screens.arrive(Array.from({ length: 60 }, (_, index) => `Waiting ${index}`))
})
afterAll(() => screens?.close())

describe('the queue on a phone', () => {
  it('opens a mention over the list, and Back returns to the same place', async () => {
    const { page, context } = await screens.open(await screens.web.person('agent'), '/queue', phone)
    const scroller = page.getByRole('listbox').locator('..')
    await rowsOf(page).first().waitFor()
    await scroller.evaluate((element) => (element.scrollTop = 1200))
    const row = rowsOf(page).filter({ hasText: 'Waiting 18' })
    await row.tap()
    await page.getByRole('button', { name: 'Back to the list' }).waitFor()
    const moves = await page.getByRole('toolbar', { name: 'Moves' }).boundingBox()
    expect(moves!.y + moves!.height).toBeCloseTo(phone.height, 0)
    const claim = await page.getByRole('button', { name: /^Claim/ }).boundingBox()
    expect(claim!.height).toBeGreaterThanOrEqual(44)

    await page.goBack()
    await row.waitFor()
    await expect
      .poll(() => page.getByRole('button', { name: 'Back to the list' }).isVisible(), soon)
      .toBe(false)
    expect(await scroller.evaluate((element) => element.scrollTop)).toBe(1200)
    expect(new URL(page.url()).searchParams.get('mention')).toBeNull()
    await context.close()
  })

  it('claims, answers and returns to the list with one thumb', async () => {
    const { page, context, faults } = await screens.open(await screens.web.person('agent'), '/queue', phone)
    await context.route('https://example.org/**', (route) => route.fulfill({ body: 'The original' }))
    await rowsOf(page).first().tap()
    await page.getByRole('button', { name: /^Claim/ }).tap()
    await page.getByRole('button', { name: /^Reply/ }).tap()
    await page.keyboard.type('We are sorry.')
    await page.getByRole('button', { name: /^Copy and open original/ }).tap()
    await page.getByRole('button', { name: /^I posted it/ }).tap()
    await page.getByText(/^Answered: /).waitFor()
    await rowsOf(page).first().waitFor()
    expect(await page.getByRole('button', { name: 'Back to the list' }).isVisible()).toBe(false)
    expect(await faults()).toEqual([])
    await context.close()
  })
})
