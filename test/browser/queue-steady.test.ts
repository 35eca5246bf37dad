import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { claim } from '../../shared/domain/triage/claim.ts'
import { screens as sizes, type Screen } from '../support/screen.ts'
import { proxyTo } from '../support/tcp-proxy.ts'
import { rowsOf, startQueueScreens, type QueueScreens } from '../support/queue-screen.ts'

let screens: QueueScreens

beforeAll(async () => {
  screens = await startQueueScreens()
  await screens.web.person('admin')
})
afterAll(() => screens?.close())

/** Where each row on the screen stands, by its words. */
function places(page: Page): Promise<Record<string, number>> {
  return page.evaluate(() => {
    const rows = [...document.querySelectorAll('[role="listbox"] [role="option"]')]
    const on = rows.map((row) => ({ row, top: row.getBoundingClientRect().top }))
    return Object.fromEntries(
      on
        .filter(({ top }) => top > 0 && top < innerHeight)
        .map(({ row, top }) => [row.querySelector('p')?.textContent ?? '', top]),
    )
  })
}

describe('the list under live changes', () => {
  it('does not move by a pixel under 200 arrivals and a colleague’s claims, and keeps the open one', async () => {
    const ids = await screens.arrive(Array.from({ length: 120 }, (_, index) => `Waiting ${index}`))
    const ben = await screens.web.person('agent', 'Ben Swift')
    const { page, context, faults } = await screens.open(await screens.web.person('agent'))
    await rowsOf(page).first().waitFor()
    await rowsOf(page).nth(3).click()
    await page.getByRole('listbox').hover()
    await page.mouse.wheel(0, 1500)
    await page.waitForTimeout(400)
    const before = await places(page)
    expect(Object.keys(before).length).toBeGreaterThan(5)

    await page.evaluate(() => {
      const said: string[] = []
      Object.assign(window, { said })
      const region = document.querySelector('[aria-live="polite"]:not([role])')!
      new MutationObserver(() => said.push(region.textContent)).observe(region, {
        childList: true,
        subtree: true,
      })
    })
    const minutesBefore = (minutes: number) => ({ publishedAt: new Date(Date.now() - minutes * 60_000) })
    for (let batch = 0; batch < 20; batch++) {
      await screens.arrive(
        Array.from({ length: 10 }, (_, index) => `Late ${batch}.${index}`),
        minutesBefore(batch % 2 === 0 ? 600 : 290),
      )
      // Slower than a flood, which the relay would sum up: then the list is fetched anew.
      await page.waitForTimeout(120)
    }
    await page.getByText('200 new above').waitFor()
    const visible = ids.slice(20, 24)
    for (const id of visible) await claim(screens.web.store, ben, id, {})
    await screens.web.store.poke({ about: 'change' })

    await page.getByText('Ben Swift took it').first().waitFor()
    expect(await places(page)).toEqual(before)
    expect(await page.getByRole('option', { selected: true, name: 'Waiting' }).textContent()).toMatch(
      /Waiting 3$/,
    )

    // Screen readers hear how many wait, not two hundred arrivals.
    const said = await page.evaluate(() => (window as unknown as { said: string[] }).said)
    expect(said.length).toBeLessThanOrEqual(1)
    for (const words of said) expect(words).toMatch(/^[\d,]+ mentions need an answer$/)

    await page.getByText('200 new above').click()
    await rowsOf(page).filter({ hasText: 'Late 0.0' }).waitFor()
    expect(await page.getByText('new above').count()).toBe(0)
    expect(await faults()).toEqual([])
    await context.close()
  })

  it('says within twelve seconds that the line is silent, and is true again after', async () => {
    const { hostname, port } = new URL(screens.web.url)
    const wire = await proxyTo({ host: hostname, port: Number(port) })
    const base = `http://127.0.0.1:${wire.port}`
    const { page, context } = await screens.open(
      await screens.web.person('agent'),
      '/queue?lane=stream',
      sizes[0],
      base,
    )
    await rowsOf(page).first().waitFor()
    wire.freeze()
    const frozenAt = Date.now()
    await page.getByText('No word from the server').waitFor({ timeout: 14_000 })
    expect(Date.now() - frozenAt).toBeLessThan(13_000)

    await screens.arrive(['Said while nobody could hear'], { publishedAt: new Date() })
    wire.heal()
    await page.getByText('No word from the server').waitFor({ state: 'hidden', timeout: 15_000 })
    await rowsOf(page).filter({ hasText: 'Said while nobody could hear' }).waitFor({ timeout: 5_000 })
    await context.close()
    await wire.close()
  }, 60_000)
})

describe('the open mention', () => {
  it.each([1280, 1440])('stays where it is when a label changes its moves, %i px wide', async (width) => {
    const [id] = await screens.arrive([`Acme moves, says the town, at ${width} px`], {
      state: 'stream',
      label: 'neutral',
      publishedAt: new Date(),
    })
    const admin = await screens.web.person('admin', `Ann ${width}`)
    const path = `/queue?lane=stream&mention=${id}`
    const { page, context } = await screens.open(admin, path, { ...sizes[0], width } as unknown as Screen)
    const moves = page.getByRole('toolbar', { name: 'Moves' })
    await moves.getByRole('button', { name: 'Needs an answer' }).waitFor()
    expect(await moves.getByRole('button').count()).toBe(6)
    const question = page.getByText('How does it sound?')
    const before = (await question.boundingBox())?.y
    await page.keyboard.press('1')
    await moves.getByRole('button', { name: 'Snooze' }).waitFor()
    expect((await question.boundingBox())?.y).toBe(before)
    await context.close()
  })
})
