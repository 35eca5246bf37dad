import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { endSessionsOf } from '../../shared/domain/people/sessions.ts'
import { eventually } from '../support/eventually.ts'
import { rowsOf, startQueueScreens, type OpenScreen, type QueueScreens } from '../support/queue-screen.ts'
import { testPassword } from '../support/web.ts'

/** A page that shares two processors with others may need more than a moment. */
const soon = { timeout: 15_000 }

let screens: QueueScreens

beforeAll(async () => {
  screens = await startQueueScreens()
})
afterAll(() => screens?.close())

async function statesOf(ids: readonly number[]): Promise<string[]> {
  const rows = await screens.web.store.db
    .selectFrom('mention')
    .select(['id', 'state'])
    .where('id', 'in', ids)
    .orderBy('id')
    .execute()
  return rows.map((row) => row.state)
}

/** Counts what only a mouse or a finger does, and keeps windows that the queue opens from leaving this machine. */
async function watch({ page, context }: OpenScreen): Promise<() => Promise<number>> {
  await context.route('https://example.org/**', (route) => route.fulfill({ body: 'The original' }))
  await page.evaluate(() => {
    Object.assign(window, { pressed: 0 })
    addEventListener('pointerdown', () => ((window as unknown as { pressed: number }).pressed += 1), true)
  })
  return () => page.evaluate(() => (window as unknown as { pressed: number }).pressed)
}

const opened = (page: Page): Promise<string | null> =>
  page.evaluate(() => new URL(location.href).searchParams.get('mention'))

describe('the queue by keyboard alone', () => {
  it('signs in, and triages fifty mentions in every way there is', async () => {
    const texts = Array.from({ length: 50 }, (_, index) => `Complaint number ${index}: where is my parcel?`)
    const ids = await screens.arrive(texts)
    const ana = await screens.web.person('admin', 'Ana Keys')
    await screens.web.person('agent', 'Ben Keys')
    const screen = await screens.open(ana)
    const { page } = screen
    // Signed out and in again by keyboard.
    await endSessionsOf(screens.web.store.db, ana.id)
    await page.reload()
    await page.getByLabel('E-mail').waitFor()
    await page.keyboard.type(ana.email)
    await page.keyboard.press('Tab')
    await page.keyboard.type(testPassword)
    await page.keyboard.press('Enter')
    await rowsOf(page).first().waitFor()
    const presses = await watch(screen)

    await page.keyboard.press('j')
    for (const [index, id] of ids.entries()) {
      await eventually(async () => (await opened(page)) === String(id), 5_000, `mention ${index} to be open`)
      await page.getByRole('toolbar', { name: 'Moves' }).waitFor()
      const way = index % 5
      if (way === 0) {
        await page.keyboard.press('r')
        await expect.poll(() => page.evaluate(() => document.activeElement?.tagName), soon).toBe('TEXTAREA')
        await page.keyboard.type(`Sorry about ${index}.`)
        await page.keyboard.press('Control+Enter')
        await page.getByRole('button', { name: 'I posted it' }).waitFor()
        await page.keyboard.press('Control+Enter')
      }
      if (way === 1) {
        await page.keyboard.press('d')
        await page.getByRole('menu').waitFor()
        await page.keyboard.press('ArrowDown')
        await page.keyboard.press('Enter')
      }
      if (way === 2) {
        await page.keyboard.press('s')
        await page.getByRole('menu').waitFor()
        await page.keyboard.press('Enter')
      }
      if (way === 3) {
        await page.keyboard.press('a')
        await page.getByLabel('Who shall answer?').waitFor()
        await page.keyboard.type('Ben')
        await page.keyboard.press('Tab')
        await page.keyboard.press('Tab')
        await page.keyboard.press('Enter')
      }
      if (way === 4) {
        await page.keyboard.press('c')
        await page.getByText('Yours', { exact: true }).waitFor()
        await page.keyboard.press('h')
        await page.getByLabel('To whom?').waitFor()
        await page.keyboard.type('Ben')
        await page.keyboard.press('Tab')
        await page.keyboard.type('Knows the depot')
        await page.keyboard.press('Tab')
        await page.keyboard.press('Tab')
        await page.keyboard.press('Enter')
      }
    }
    await page.getByText('Nobody is waiting').waitFor()
    const each = ['answered', 'dismissed', 'snoozed', 'claimed', 'claimed']
    await expect.poll(() => statesOf(ids), soon).toEqual(ids.map((_, index) => each[index % 5]))
    expect(await presses()).toBe(0)
    expect(await screen.faults()).toEqual([])
    await screen.context.close()
  }, 120_000)

  it('takes a move back with Z, and opens what it was about', async () => {
    const [id] = await screens.arrive(['Take this one back'])
    const screen = await screens.open(await screens.web.person('agent'))
    const { page } = screen
    await rowsOf(page).first().waitFor()
    await page.keyboard.press('j')
    await page.getByRole('toolbar', { name: 'Moves' }).waitFor()
    await page.keyboard.press('d')
    await page.getByRole('menu').waitFor()
    await page.keyboard.press('Enter')
    await expect.poll(() => statesOf([id!]), soon).toEqual(['dismissed'])
    await page.keyboard.press('z')
    await expect.poll(() => statesOf([id!]), soon).toEqual(['queued'])
    await expect.poll(() => opened(page), soon).toBe(String(id))
    await page.getByText('took back dismissing it').waitFor()
    await screen.context.close()
  })

  it('does nothing in fields, and nothing at all when single keys are switched off', async () => {
    const ids = await screens.arrive(['Do not touch one', 'Do not touch two'])
    const screen = await screens.open(await screens.web.person('agent'))
    const { page } = screen
    await rowsOf(page).first().waitFor()
    await page.keyboard.press('j')
    await page.getByRole('toolbar', { name: 'Moves' }).waitFor()
    const open = await opened(page)

    await page.keyboard.press('/')
    await page.keyboard.type('c d s u jjj')
    await expect.poll(() => page.getByLabel('Search mentions').inputValue(), soon).toBe('c d s u jjj')
    expect(await opened(page)).toBe(open)
    await page.keyboard.press('Escape')

    await page.keyboard.press('?')
    await page.getByRole('switch', { name: 'Single-key shortcuts' }).press(' ')
    await page.keyboard.press('Escape')
    await page.keyboard.press('c')
    await page.keyboard.press('j')
    await page.waitForTimeout(300)
    expect(await opened(page)).toBe(open)
    await expect.poll(() => statesOf(ids), soon).toEqual(['queued', 'queued'])
    await screen.context.close()
  })
})
