import { sql } from 'kysely'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Person } from '../../shared/contract/person.ts'
import { screens as sizes, whatIsWrong } from '../support/screen.ts'
import { startQueueScreens, type QueueScreens } from '../support/queue-screen.ts'

const texts = [
  'Acme opens a counter at the station on Monday.',
  'I have been waiting for my Acme refund since the first of the month.',
  'Acme sponsors the town run again this year, says the town.',
  'Well, that is the Acme way of saying that nobody will call you back.',
]
const soon = { timeout: 15_000 }

let screens: QueueScreens
let ids: number[]
let agent: Person
let manager: Person

beforeAll(async () => {
  screens = await startQueueScreens()
  agent = await screens.web.person('agent', 'Ben Okafor')
  manager = await screens.web.person('manager', 'Cleo Marsh')
})
afterAll(() => screens?.close())

/** Draws these as today's sample, in this order. */
async function draw(mentionIds: readonly number[]): Promise<void> {
  const { db } = screens.web.store
  await sql`DELETE FROM sample`.execute(db)
  for (const id of mentionIds)
    await sql`INSERT INTO sample (mention_id, brand_id, day, stands_for)
      SELECT id, brand_id, (now() AT TIME ZONE 'UTC')::date, 5 FROM mention WHERE id = ${id}`.execute(db)
}

const mention = (page: Page) => page.getByRole('article', { name: 'Mention to look at' })

/** Which of the texts is shown. */
async function shown(page: Page): Promise<number> {
  const text = await mention(page).innerText()
  return texts.findIndex((each) => text.includes(each))
}

describe('Review', () => {
  it('says why there is no sample yet', async () => {
    const { page, context, faults } = await screens.open(agent, '/review')
    await page.getByText('No sample yet').waitFor(soon)
    expect(await page.getByRole('heading', { name: 'How right is Earshot?' }).count()).toBe(0)
    expect(await whatIsWrong(page)).toEqual([])
    expect(await faults()).toEqual([])
    await context.close()
  })

  it('is gone through with keys alone: labelled, skipped, taken back, until it is done', async () => {
    ids = await screens.arrive(texts, { state: 'stream', label: 'neutral' })
    await draw(ids)
    const { page, context, faults } = await screens.open(agent, '/review')
    const colleague = await screens.open(manager, '/queue')
    // Nothing is ever clicked here.
    await page.addInitScript(() =>
      addEventListener('click', ({ detail }) => detail > 0 && alert('clicked'), true),
    )
    await page.getByText('0 of 4 looked at').waitFor(soon)
    // What Earshot made of it is not told before.
    expect(
      await mention(page)
        .getByText(/Earshot/)
        .count(),
    ).toBe(0)
    expect(await mention(page).locator('[aria-pressed="true"]').count()).toBe(0)

    const first = await shown(page)
    await page.keyboard.press('j')
    await expect.poll(() => shown(page), soon).not.toBe(first)
    await page.keyboard.press('k')
    await expect.poll(() => shown(page), soon).toBe(first)

    // One after the other, by what it says.
    const keys = ['2', '1', '3', '1']
    await page.keyboard.press(keys[first]!)
    await page.getByText('1 of 4 looked at').waitFor(soon)
    for (const done of [2, 3]) {
      await page.keyboard.press(keys[await shown(page)]!)
      await page.getByText(`${done} of 4 looked at`).waitFor(soon)
    }
    // The last one by mistake, and taken back.
    const last = await shown(page)
    await page.keyboard.press('3')
    await page.getByText('All of this sample is looked at.', { exact: false }).waitFor(soon)
    await page.keyboard.press('z')
    await page.getByText('3 of 4 looked at').waitFor(soon)
    await expect.poll(() => shown(page), soon).toBe(last)
    await page.keyboard.press(keys[last]!)

    await page
      .getByText('2 complaints were found that the queue had missed; they are in it now.')
      .waitFor(soon)
    await page.getByText('4 of 4 looked at').waitFor(soon)
    await page
      .getByText(/In the last 30 days 4 mentions were drawn and 4 looked at: 2 of these/)
      .waitFor(soon)
    expect(await whatIsWrong(page)).toEqual([])
    expect(await faults()).toEqual([])
    // They have come into the queue of a colleague, by themselves.
    const row = (text: string) => colleague.page.getByRole('option').filter({ hasText: text })
    await row('waiting for my Acme refund').waitFor(soon)
    await row('nobody will call you back').waitFor(soon)
    expect(await row('opens a counter').count()).toBe(0)
    await colleague.context.close()
    await context.close()
  })

  it('puts into the queue what needs an answer, however it sounds', async () => {
    const [id] = await screens.arrive(['Does Acme deliver on Sundays?'], {
      state: 'stream',
      label: 'neutral',
    })
    await draw([id!])
    const { page, context } = await screens.open(agent, '/review')
    await mention(page).waitFor(soon)
    await page.keyboard.press('u')
    await mention(page).getByText('in the queue').waitFor(soon)
    expect(await page.getByRole('button', { name: 'Needs an answer' }).count()).toBe(0)
    // The screen goes on at once; closed before the server has it, the label would be lost.
    await Promise.all([page.waitForResponse(/\/correct$/), page.keyboard.press('2')])
    await page.getByText('Nothing was missed.').waitFor(soon)
    await context.close()
  })

  it('shows those who answer for the team how right Earshot is', async () => {
    const { page, context, faults } = await screens.open(manager, '/review')
    await page.getByText(/^Your team and Earshot agree in \d of 5 labels so far\./).waitFor(soon)
    await page.getByText('Earshot says neutral, your team negative (twice)', { exact: false }).waitFor(soon)
    await page.getByText(/^5 labels so far: from 200 on/).waitFor(soon)
    await page.keyboard.press('t')
    const weeks = page.getByRole('table', { name: 'Agreement by week' })
    expect(await weeks.getByRole('row').count()).toBe(13)
    expect(await page.getByRole('table', { name: 'Agreement by source' }).getByRole('row').count()).toBe(2)
    expect(await whatIsWrong(page)).toEqual([])
    expect(await faults()).toEqual([])
    await context.close()
  })

  it('keeps the mention that somebody reads when a colleague labels it, and labels no other', async () => {
    const said = ['Acme moved to the harbour.', 'Acme has a new van.', 'Acme is in the news.']
    const drawn = await screens.arrive(said, { state: 'stream', label: 'neutral' })
    await draw(drawn)
    const ana = await screens.open(manager, '/review')
    const ben = await screens.open(agent, '/review')
    const words = ({ page }: typeof ana) => mention(page).locator('[dir="auto"]').innerText()
    const button = (name: string) => mention(ben.page).getByRole('button', { name })
    const top = async (name: string) => (await button(name).boundingBox())?.y
    const read = await words(ben)
    expect(await words(ana)).toBe(read)
    const tops = [await top('Negative'), await top('Skip')]

    await ana.page.keyboard.press('2')
    await expect.poll(() => words(ana), soon).not.toBe(read)
    const next = await words(ana)
    await mention(ben.page)
      .getByRole('status')
      .getByText('Neutral, say Cleo Marsh and Earshot.')
      .waitFor(soon)
    expect(await words(ben)).toBe(read)
    expect([await top('Negative'), await top('Next')]).toEqual(tops)
    // Both figures are of now.
    await ben.page.getByText('1 of 3 looked at').waitFor(soon)
    expect(await ben.page.getByText(/3 mentions were drawn and one looked at/).count()).toBe(1)
    expect(await whatIsWrong(ben.page)).toEqual([])

    // Meant for what he read: what he says takes the place of hers, and the next one waits for its own.
    await ben.page.keyboard.press('1')
    await expect.poll(() => words(ben), soon).toBe(next)
    const idOf = (text: string): number => drawn[said.indexOf(text)]!
    const labels = () =>
      screens.web.store.db
        .selectFrom('mention')
        .select(['id', 'label', 'corrected_by as by'])
        .where('id', 'in', drawn)
        .where('corrected_by', 'is not', null)
        .orderBy('corrected_at')
        .execute()
    await expect.poll(labels, soon).toEqual([{ id: idOf(read), label: 'negative', by: agent.id }])

    // Who agrees with a colleague just goes on.
    await ana.page.keyboard.press('3')
    await mention(ben.page).getByText('Positive, says Cleo Marsh', { exact: false }).waitFor(soon)
    await ben.page.keyboard.press('3')
    await expect.poll(() => words(ben), soon).not.toBe(next)
    const last = await words(ben)
    // Nor does anything move when her label puts it into the queue.
    await ana.page.keyboard.press('1')
    await mention(ben.page).getByText('in the queue').waitFor(soon)
    expect([await top('Negative'), await top('Next')]).toEqual(tops)
    await ana.page.keyboard.press('z')
    await mention(ben.page)
      .getByText('in the queue')
      .waitFor({ state: 'hidden', ...soon })
    expect((await labels()).slice(1)).toEqual([{ id: idOf(next), label: 'positive', by: manager.id }])

    // It stays also when it leaves the sample.
    await draw([idOf(next)])
    await screens.web.store.poke({ about: 'setup', what: 'trust' })
    await ben.page.getByText('1 of 1 looked at').waitFor(soon)
    expect(await words(ben)).toBe(last)
    await ben.page.keyboard.press('j')
    await ben.page.getByText('All of this sample is looked at.', { exact: false }).waitFor(soon)
    expect([...(await ana.faults()), ...(await ben.faults())]).toEqual([])
    await ana.context.close()
    await ben.context.close()
  })
})

describe.each(sizes)('Review, $name', (size) => {
  it('is in order in every state', async () => {
    const fresh = await screens.arrive(
      [`${'Nobody from Acme has called, and it is the third week. '.repeat(8)}`, 'Acme?'],
      {
        state: 'stream',
        label: 'neutral',
        author: 'someone_with_a_rather_long_name_of_an_account@a-server.example',
      },
    )
    await draw([...fresh, ...ids])
    const { page, context, faults } = await screens.open(manager, '/review', size)
    const found: Record<string, string[]> = {}
    await mention(page).waitFor(soon)
    await page.getByText(/^Your team and Earshot agree/).waitFor(soon)
    found['sample'] = await whatIsWrong(page)
    await page.getByText(/^Looked at: 4/).click()
    found['looked at'] = await whatIsWrong(page)
    // The whole of a long text is read, not its beginning.
    while (!(await mention(page).innerText()).includes('third week')) await page.keyboard.press('j')
    await expect
      .poll(async () => (await mention(page).innerText()).match(/third week/g)?.length, soon)
      .toBe(8)
    await page.keyboard.press('t')
    found['table'] = await whatIsWrong(page)

    await page.route('**/api/sample*', (route) => route.fulfill({ status: 500, body: 'broken' }))
    await page.route('**/api/agreement*', (route) => route.fulfill({ status: 500, body: 'broken' }))
    await page.reload()
    await page.getByText('The sample could not be loaded').waitFor(soon)
    found['error'] = await whatIsWrong(page)
    await page.unroute('**/api/sample*')
    await page.getByRole('button', { name: 'Try again' }).first().click()
    await mention(page).waitFor(soon)
    expect(Object.entries(found).filter(([, wrong]) => wrong.length > 0)).toEqual([])
    expect(await faults()).toEqual([])
    await context.close()
  }, 60_000)
})
