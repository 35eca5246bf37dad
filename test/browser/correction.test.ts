import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Person } from '../../shared/contract/person.ts'
import { startHeardScreens, type HeardScreens } from '../support/heard-screens.ts'
import { rowsOf } from '../support/queue-screen.ts'
import { whatIsWrong } from '../support/screen.ts'

/** A page that shares two processors with others may need more than a moment. */
const soon = { timeout: 15_000 }
/** From one person's key to another person's screen. */
const liveMs = 2000

let screens: HeardScreens
let ana: Person
let ben: Person

beforeAll(async () => {
  screens = await startHeardScreens('zephyr')
  ana = await screens.web.person('admin', 'Ana')
  ben = await screens.web.person('agent', 'Ben')
})
afterAll(() => screens?.close())

const soundOf = (page: Page) => page.getByRole('region', { name: 'How does it sound?' })
const pressed = (page: Page) =>
  page.getByRole('group', { name: 'How does it sound?' }).getByRole('button', { pressed: true })

async function openOf(person: Person, id: number, lane = 'stream') {
  const opened = await screens.open(person, `/queue?lane=${lane}&mention=${id}`)
  await soundOf(opened.page).waitFor()
  return opened
}

/** What has the focus, and its words. */
const focusOf = (page: Page) =>
  page.evaluate(() => `${document.activeElement?.tagName} ${document.activeElement?.textContent}`)

async function stored(id: number) {
  return screens.web.store.db
    .selectFrom('mention')
    .select(['state', 'label', 'scored_label', 'corrected_by', 'severity'])
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
}

describe('a correction', () => {
  it('is one key, is seen by the others at once, and is taken back with another', async () => {
    const [id] = await screens.hear('The zephyr library in town opens at nine.')
    const [first, second] = await Promise.all([openOf(ana, id!), openOf(ben, id!)])
    const before = await stored(id!)
    expect(before).toMatchObject({ state: 'stream', label: 'neutral', corrected_by: null })
    await soundOf(second.page).getByText('Earshot says').waitFor()
    expect(await pressed(second.page).allTextContents()).toEqual([expect.stringContaining('Neutral')])

    const pressedAt = Date.now()
    await first.page.keyboard.press('1')
    await soundOf(second.page).getByText('Negative, says Ana; Earshot said neutral.').waitFor()
    expect(Date.now() - pressedAt).toBeLessThan(liveMs)
    await soundOf(first.page).getByText('Negative, you say; Earshot said neutral.').waitFor()
    await first.page.getByText(/^Marked negative, and put into the queue: maria_k/).waitFor()
    expect(await pressed(second.page).allTextContents()).toEqual([expect.stringContaining('Negative')])
    const row = rowsOf(second.page).filter({ hasText: 'opens at nine' })
    await row.getByText('negative, says Ana').waitFor()
    await second.page.getByText('Ana marked it negative').waitFor()
    expect(await stored(id!)).toMatchObject({
      state: 'queued',
      label: 'negative',
      scored_label: 'neutral',
      severity: 1,
    })

    await first.page.keyboard.press('z')
    await soundOf(second.page).getByText('Earshot says').waitFor()
    await row.getByText('negative, says Ana').waitFor({ state: 'detached' })
    await second.page.getByText('Ana took back the correction').waitFor()
    expect(await stored(id!)).toEqual(before)
    expect([...(await first.faults()), ...(await second.faults())]).toEqual([])
    await Promise.all([first.context.close(), second.context.close()])
  })

  it('works in every lane, by its buttons too, and lets Earshot’s label count again', async () => {
    const [id] = await screens.hear('zephyr lost my parcel, nobody answers, terrible!')
    const { page, context } = await openOf(ben, id!, 'queue')
    await page.keyboard.press('c')
    await page.getByText('Yours', { exact: true }).waitFor()
    await page.goto(`${screens.web.url}/queue?lane=mine&mention=${id}`)
    await soundOf(page).getByRole('button', { name: 'Positive' }).click()
    await page.getByText(/^Marked positive: maria_k/).waitFor()
    await expect.poll(() => stored(id!), soon).toMatchObject({ state: 'claimed', label: 'positive' })
    await page.keyboard.press('2')
    await expect.poll(async () => (await stored(id!)).label, soon).toBe('neutral')
    await soundOf(page).getByRole('button', { name: 'Let Earshot’s count' }).click()
    await expect.poll(() => stored(id!), soon).toMatchObject({ label: 'negative', corrected_by: null })
    await page.keyboard.press('1')
    await soundOf(page).getByText('Negative: you and Earshot agree.').waitFor()
    await context.close()
  })

  it('lets other screens ask again for what is counted from labels, and for nothing else', async () => {
    const [id] = await screens.hear('The zephyr station has a new clock.')
    const { page, context } = await screens.open(ana, '/review')
    const asked = new Set<string>()
    page.on('request', (request) => asked.add(new URL(request.url()).pathname))
    await page.reload()
    await page.getByRole('heading', { name: 'How right is Earshot?' }).waitFor()
    await page.getByText('Counting labels').waitFor({ state: 'detached' })
    // What is proposed is counted last, once the screen stands.
    await expect.poll(() => asked.has('/api/exclusions') && asked.has('/api/lexicon'), soon).toBe(true)
    await page.waitForLoadState('networkidle')
    asked.clear()
    const client = await screens.web.signedIn(ben)
    expect((await client.post(`/api/mentions/${id}/correct`, { label: 'negative' })).status).toBe(200)
    await expect.poll(() => asked.has('/api/agreement'), soon).toBe(true)
    // What else were asked for would have been so by now.
    await page.waitForTimeout(500)
    expect([...asked].toSorted()).toEqual([
      '/api/agreement',
      '/api/calibration',
      '/api/mentions/counts',
      '/api/sample',
    ])
    await context.close()
  })

  it('is shown as it was again when it is refused, with the reason', async () => {
    const [id] = await screens.hear('The zephyr museum shows a map of the town.')
    const { page, context } = await openOf(ben, id!)
    await page.keyboard.press('3')
    await soundOf(page).getByText('Positive, you say').waitFor()
    // Somebody else takes it back, and this page does not hear of it.
    await screens.web.store.db
      .updateTable('mention')
      .set({ corrected_by: null, corrected_at: null, label: 'neutral' })
      .where('id', '=', id!)
      .execute()
    await page.keyboard.press('0')
    await page.getByText('Nobody has corrected this label').waitFor()
    await soundOf(page).getByText('Earshot says').waitFor()
    await context.close()
  })
})

describe('the word that misled the scorer', () => {
  const offerOf = (page: Page) => page.getByRole('group', { name: 'A word that misled Earshot' })
  const entries = () =>
    screens.web.store.db
      .selectFrom('lexicon_entry')
      .select(['phrase', 'weight', 'state'])
      .orderBy('id')
      .execute()

  it('is offered after a correction: an agent proposes it, an admin adds it, and a failure can be tried again', async () => {
    const [sick, crash] = await screens.hear(
      'zephyr is so sick',
      'Zephyr crash game night at nine in the hall.',
    )
    const agent = await openOf(ben, sick!, 'queue')
    await agent.page.keyboard.press('3')
    const offered = offerOf(agent.page)
    await offered.getByText('“sick” misled Earshot. Count it as praise for zephyr?').waitFor()
    expect(await whatIsWrong(agent.page)).toEqual([])
    await offered.getByRole('button', { name: 'Propose it' }).press('Enter')
    await agent.page.getByText('Proposed. An admin decides about “sick”.').waitFor()
    expect(await focusOf(agent.page)).toContain('Proposed')
    await soundOf(agent.page).getByRole('button', { name: 'Let Earshot’s count' }).press('Enter')
    await soundOf(agent.page).getByText('Earshot says').waitFor()
    expect(await focusOf(agent.page)).toMatch(/^ARTICLE/)
    const proposed = await entries()
    expect(proposed).toEqual([{ phrase: 'sick', weight: expect.any(Number), state: 'proposed' }])
    expect(proposed[0]!.weight).toBeLessThan(0)

    const boss = await openOf(ana, crash!, 'queue')
    await boss.page.keyboard.press('2')
    await offerOf(boss.page).getByText('“crash” misled Earshot. Let it say nothing about zephyr?').waitFor()
    await boss.page.route('**/api/lexicon', (route) => route.abort())
    await offerOf(boss.page).getByRole('button', { name: 'Add to zephyr’s words' }).click()
    await offerOf(boss.page).getByRole('alert').waitFor()
    await boss.page.unroute('**/api/lexicon')
    await offerOf(boss.page).getByRole('button', { name: 'Try again' }).click()
    await boss.page.getByText('“crash” is one of zephyr’s words now.').waitFor()
    expect((await entries()).at(-1)).toEqual({ phrase: 'crash', weight: 0, state: 'active' })
    expect([...(await agent.faults()), ...(await boss.faults())]).toEqual([])
    await Promise.all([agent.context.close(), boss.context.close()])
  })

  it('is not asked where Earshot was right', async () => {
    const [id] = await screens.hear('zephyr is terrible, nobody answers me.')
    const { page, context } = await openOf(ben, id!, 'queue')
    await page.keyboard.press('1')
    await soundOf(page).getByText('you and Earshot agree').waitFor()
    expect(await offerOf(page).count()).toBe(0)
    await context.close()
  })
})

describe('what was not scored', () => {
  it('stands in a lane of its own until somebody says how it sounds, and is never neutral', async () => {
    const [id] = await screens.hear('zephyr 谢谢你们的帮助，今天的服务真的很好，下次我还会再来的')
    const { page, context, faults } = await screens.open(ben, '/queue?lane=unscored')
    await rowsOf(page).getByText('not scored', { exact: true }).waitFor()
    await page.getByRole('link', { name: 'Not scored 1' }).waitFor()
    await page.keyboard.press('j')
    await soundOf(page).getByText('It is not scored: Earshot cannot read Chinese yet.').waitFor()
    expect(await pressed(page).count()).toBe(0)
    await page.keyboard.press('2')
    await soundOf(page).getByText('Neutral, you say; Earshot cannot read Chinese yet.').waitFor()
    await expect.poll(async () => (await stored(id!)).label, soon).toBe('neutral')
    await page.keyboard.press('Escape')
    await page.keyboard.press('Escape')
    await page.getByText('Everything could be read').waitFor()
    expect(await faults()).toEqual([])
    await context.close()
  })

  it('is read from the right where its words are', async () => {
    const [id] = await screens.hear('مرحبا، خدمة zephyr اليوم كانت جيدة، شكرا لكم.')
    const { page, context } = await openOf(ben, id!)
    const words = page.getByRole('article').getByText('شكرا لكم').first()
    expect(await words.evaluate((place) => getComputedStyle(place).direction)).toBe('rtl')
    expect(await page.evaluate(() => getComputedStyle(document.body).direction)).toBe('ltr')
    await context.close()
  })
})
