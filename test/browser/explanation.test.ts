import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Person } from '../../shared/contract/person.ts'
import { addLabel } from '../../shared/domain/labels/add.ts'
import { startHeardScreens, type HeardScreens } from '../support/heard-screens.ts'
import { rowsOf } from '../support/queue-screen.ts'
import { screens as sizes, whatIsWrong } from '../support/screen.ts'

const complaint =
  'The lovely zephyr heater caught fire, sparks everywhere! Third time I wait, thanks for nothing. Is anybody there?'

let screens: HeardScreens
let ana: Person
let id: number

beforeAll(async () => {
  screens = await startHeardScreens('zephyr')
  ana = await screens.web.person('admin', 'Ana')
  await addLabel(screens.web.store, ana, { brandId: screens.brandId, name: 'Heaters', rule: 'heater' })
  const heard = await screens.hear(
    { text: complaint, potentialReach: 12_000 },
    'I love the zephyr lamp, thank you so much!',
  )
  id = heard[0]!
})
afterAll(() => screens?.close())

describe.each(sizes)('why first, and what counts, $name', (size) => {
  it('are sentences, marks and a list without a violation, in more contrast, too; forced colours keep them legible', async () => {
    const { page, context, faults } = await screens.open(ana, `/queue?lane=queue&mention=${id}`, size)
    const why = page.getByRole('region', { name: 'Why first?' })
    await why.waitFor()
    await page.getByText(/^What counts: \d+ words and signs$/).click()
    const counts = page.getByRole('list', { name: 'What counts' })
    await counts.waitFor()
    const found: Record<string, string[]> = { plain: await whatIsWrong(page) }
    await page.emulateMedia({ contrast: 'more' })
    found['more contrast'] = await whatIsWrong(page)
    await page.emulateMedia({ contrast: null, forcedColors: 'active' })
    const inks = await page.locator('article mark').evaluateAll((marks) =>
      marks.map((mark) => {
        const { color, backgroundColor } = getComputedStyle(mark)
        return [color, backgroundColor, getComputedStyle(document.body).color]
      }),
    )
    // The system's own marker would hide which words are marked how; and its ink does not fit its ground everywhere.
    for (const [ink, ground, text] of inks) expect([ink, ink === ground]).toEqual([text, false])
    await page.emulateMedia({ forcedColors: null })
    expect(Object.entries(found).filter(([, wrong]) => wrong.length > 0)).toEqual([])
    expect(await faults()).toEqual([])
    await context.close()
  })
})

describe('why first', () => {
  it('names each part of the priority, and each reason to hurry with its words', async () => {
    const { page, context } = await screens.open(ana, `/queue?lane=queue&mention=${id}`)
    const why = page.getByRole('region', { name: 'Why first?' })
    await why.getByText(/^Severity high · 12K may read it · waiting 1 min · answer due in 1 h/).waitFor()
    for (const part of [
      /^High: it sounds negative, mostly for “/,
      '12,000 may read it. An answer is owed 1½ times as fast for that.',
      /^1 min( \d+ s)? since it was published, /,
      /^zephyr answers ordinary mentions within 24 h, this one within \d+ h \d+ min: 8 times as fast for its severity, 1½ times as fast for its reach\. That is by /,
    ])
      await why.getByText(part).waitFor()
    const reasons = why.getByRole('listitem')
    expect(await reasons.allTextContents()).toContainEqual(
      expect.stringMatching(/^Somebody may get hurt: “.+”$/),
    )
    expect(await rowsOf(page).getByText('safety', { exact: true }).count()).toBe(1)
    await context.close()
  })

  it('marks the reasons in the text, and every mark is reached by keyboard', async () => {
    const { page, context } = await screens.open(ana, `/queue?lane=queue&mention=${id}`)
    const marks = page.locator('article mark[tabindex="0"]')
    await marks.first().waitFor()
    const roofs = page.locator('article mark[data-hurry~="first"]')
    expect(await roofs.count()).toBeGreaterThan(0)
    expect(await roofs.first().textContent()).toMatch(/\(hurry: somebody may get hurt/)
    expect(await roofs.first().evaluate((mark) => getComputedStyle(mark).borderTopStyle)).toBe('solid')
    const styles = await page
      .locator('article mark[data-direction]')
      .evaluateAll((all) => all.map((mark) => getComputedStyle(mark).textDecorationStyle))
    expect(new Set(styles)).toEqual(new Set(['solid', 'wavy']))

    await page.getByRole('article').focus()
    const reached = new Set<string>()
    for (let presses = 0; presses < 40; presses++) {
      await page.keyboard.press('Tab')
      const text = await page.evaluate(() => document.activeElement?.closest('mark')?.textContent ?? null)
      if (text !== null) reached.add(text)
    }
    expect(reached.size).toBe(new Set(await marks.allTextContents()).size)
    await context.close()
  })

  it('gives whole per cent once the workspace has taught them, and says by whom', async () => {
    const { page, context } = await screens.open(ana, `/queue?lane=queue&mention=${id}`)
    const sound = page.getByRole('region', { name: 'How does it sound?' })
    await sound.getByText('Earshot says it is almost surely negative.').waitFor()
    const { db, poke } = screens.web.store
    await sql`INSERT INTO calibration (slope, intercept, corrections, error_before, error_after)
      VALUES (0.2, 0, 240, 0.1, 0.02)`.execute(db)
    await poke({ about: 'setup', what: 'brands' })
    await sound
      .getByText(/^Earshot says it is \d\d % likely negative, by 240 labels of your team\.$/)
      .waitFor()
    expect(await page.getByRole('main').innerText()).not.toMatch(/\d\.\d/)
    await context.close()
  })
})

describe('a list', () => {
  it('is narrowed by a label, and rows and the mention say it', async () => {
    const { page, context } = await screens.open(ana, '/queue?lane=stream')
    await rowsOf(page).nth(1).waitFor()
    await page.getByLabel('Label', { exact: true }).selectOption('Heaters (zephyr)')
    await rowsOf(page).filter({ hasText: 'zephyr lamp' }).waitFor({ state: 'detached' })
    await rowsOf(page)
      .getByText(/Heaters/)
      .waitFor()
    expect(new URL(page.url()).searchParams.get('labelId')).toMatch(/^\d+$/)
    await page.keyboard.press('j')
    await page.getByRole('article').getByText('Heaters', { exact: true }).waitFor()
    await context.close()
  })

  it('is narrowed by what a link brings, which is said and taken away with one press', async () => {
    const { db } = screens.web.store
    const { rows } = await sql<{ id: number }>`
      INSERT INTO topic (brand_id, key, time_window, words, mentions, usual, chance, days)
      VALUES (${screens.brandId}, 'caught fire', 'day', 'caught fire', 1, 0, 0.001, ${Array(28).fill(0)})
      RETURNING id`.execute(db)
    const topicId = rows[0]!.id
    await sql`INSERT INTO topic_mention (topic_id, mention_id) VALUES (${topicId}, ${id})`.execute(db)
    const { page, context, faults } = await screens.open(ana, `/queue?lane=stream&topicId=${topicId}`)
    const chip = page.getByRole('button', { name: 'Only about “caught fire”: take this away' })
    await chip.waitFor()
    expect(await rowsOf(page).count()).toBe(1)
    expect(await whatIsWrong(page)).toEqual([])
    await chip.press('Enter')
    await rowsOf(page).filter({ hasText: 'zephyr lamp' }).waitFor()
    expect(new URL(page.url()).searchParams.get('topicId')).toBeNull()
    expect(await chip.count()).toBe(0)
    expect(await faults()).toEqual([])
    await context.close()
  })
})

describe('a complaint that is not in the queue', () => {
  it.each(sizes)('says why, leads to what stands there for it, and gets there, $name', async (size) => {
    const [repeat] = await screens.hear({
      text: `RT @maria_k: ${complaint}`,
      author: `tobias ${size.name}`,
      authorUrl: `https://example.org/${encodeURIComponent(size.name)}`,
    })
    const { page, context, faults } = await screens.open(ana, `/queue?lane=stream&mention=${repeat}`, size)
    const why = page.getByRole('region', { name: 'Why here?' })
    await why.getByText('Not in the queue: it says the same as what maria_k said, which is').waitFor()
    expect(await whatIsWrong(page)).toEqual([])
    await why.getByRole('link', { name: 'what maria_k said' }).click()
    await page.getByRole('article', { name: 'Mention by maria_k' }).waitFor()
    await page.goBack()
    await why.waitFor()
    await page.getByRole('button', { name: 'Needs an answer' }).click()
    await page.getByRole('region', { name: 'Why first?' }).waitFor()
    expect(await page.getByText('Not in the queue').count()).toBe(0)
    expect(await faults()).toEqual([])
    await context.close()
  })
})
