import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Person } from '../../shared/contract/person.ts'
import { seenAlso, tellAgain } from '../support/noise.ts'
import { rowsOf, startQueueScreens, type QueueScreens } from '../support/queue-screen.ts'
import { screens as sizes, whatIsWrong } from '../support/screen.ts'

let screens: QueueScreens
let ana: Person
let ben: Person

beforeAll(async () => {
  screens = await startQueueScreens()
  ana = await screens.web.person('agent', 'Ana Noise')
  ben = await screens.web.person('agent', 'Ben Noise')
})
afterAll(() => screens?.close())

/** Sets a mention aside as an exclusion would, or as the deletion of the post does. */
async function setAside(id: number, kind: 'exclusion' | 'deleted', words = ''): Promise<void> {
  const why = JSON.stringify({ kind, exclusionId: kind === 'exclusion' ? 7 : null, words })
  const { db } = screens.web.store
  await sql`UPDATE mention SET set_aside = ${why}::jsonb, state = 'aside' WHERE id = ${id}`.execute(db)
  if (kind === 'deleted')
    await sql`UPDATE item SET title = '', text = '' WHERE id = (SELECT item_id FROM mention WHERE id = ${id})`.execute(
      db,
    )
}

describe('a post that spreads', () => {
  it('is one row that says so, and a detail that leads to every place and to all who tell the same', async () => {
    const [first] = await screens.arrive(['Acme lost three hundred suitcases in one night'])
    const repeats = await screens.arrive(
      [
        'Acme lost three hundred suitcases in one night!',
        'RT Acme lost three hundred suitcases in one night',
      ],
      { state: 'stream' },
    )
    await seenAlso(screens.web.store, first!, ['City News', 'Travel forum', 'Evening Post'])
    await tellAgain(screens.web.store, first!, repeats)
    const { page, context, faults } = await screens.open(ana)

    const row = rowsOf(page).filter({ hasText: 'three hundred suitcases' })
    await row.waitFor()
    expect(await row.count()).toBe(1)
    expect(await row.textContent()).toContain('seen in 4 places')
    expect(await row.textContent()).toContain('and 2 alike')

    await row.click()
    const places = page.getByRole('region', { name: 'Seen in 4 places' })
    await places.waitFor()
    const links = await places.getByRole('link').evaluateAll((all) => all.map((a) => a.getAttribute('href')))
    expect(links).toEqual([
      'https://example.org/post',
      'https://city-news.example/post',
      'https://travel-forum.example/post',
      'https://evening-post.example/post',
    ])
    expect(await places.textContent()).toContain('Evening Post')

    const story = page.getByRole('region', { name: 'The same story: 2 alike' })
    await story.getByRole('link').filter({ hasText: 'RT Acme' }).click()
    await page.getByText('This repeats').waitFor()
    expect(await page.getByText('waits in the queue for all of them').count()).toBe(1)
    await page.getByRole('link', { name: /^what .* said first$/ }).click()
    await page.getByRole('region', { name: 'The same story: 2 alike' }).waitFor()
    expect(new URL(page.url()).searchParams.get('mention')).toBe(String(first))
    expect(await faults()).toEqual([])
    await context.close()
  })

  it('shows what the source counts, who of us wrote it, and leads to where it is answered', async () => {
    const [id] = await screens.arrive(['The branch in town is closed, says our partner'])
    const { db } = screens.web.store
    await sql`UPDATE mention SET author_kind = 'partner' WHERE id = ${id}`.execute(db)
    await sql`UPDATE item SET reply_url = 'https://example.org/answer-here', engagement = '{"likes": 3, "replies": 0}'
      WHERE id = (SELECT item_id FROM mention WHERE id = ${id})`.execute(db)
    const { page, context } = await screens.open(ana, `/queue?lane=queue&mention=${id}`)
    await page.getByText('3 likes, no replies', { exact: true }).waitFor()
    expect(await page.getByText(/shares|views/).count()).toBe(0)
    expect(await page.getByRole('article').getByText('partner', { exact: true }).count()).toBe(1)
    expect(await rowsOf(page).filter({ hasText: 'The branch' }).textContent()).toContain('partner')

    await context.route('https://example.org/**', (route) => route.fulfill({ body: 'The source' }))
    const popup = context.waitForEvent('page')
    await page.keyboard.press('o')
    expect((await popup).url()).toBe('https://example.org/answer-here')
    expect(await page.getByRole('link', { name: 'Original' }).getAttribute('href')).toBe(
      'https://example.org/post',
    )
    await page.bringToFront()
    await page.keyboard.press('c')
    await page.getByLabel(/^Answer as/).fill('Thank you, we know.')
    await page.getByRole('button', { name: /^Copy and open where to answer/ }).waitFor()
    await context.close()
  })
})

describe('what is set aside', () => {
  it('stands in a lane of its own with its reason, and is brought back, live, with undo', async () => {
    const [away, gone] = await screens.arrive(['Acme Airbrush wins a prize', 'Somebody said this'])
    await setAside(away!, 'exclusion', 'airbrush')
    await setAside(gone!, 'deleted')
    const [one, other] = await Promise.all([
      screens.open(ana, '/queue?lane=aside'),
      screens.open(ben, '/queue?lane=aside'),
    ])
    const rowFor = (page: typeof one.page) => rowsOf(page).filter({ hasText: 'Airbrush wins' })
    await rowFor(one.page).click()
    await one.page.getByText(/^Set aside by the exclusion/).waitFor()
    expect(await one.page.getByRole('article').locator('code').first().textContent()).toBe('airbrush')

    await one.page.keyboard.press('b')
    await one.page.getByText(/^Brought back: /).waitFor()
    await expect.poll(() => rowFor(other.page).count()).toBe(0)
    await one.page.keyboard.press('z')
    await rowFor(other.page).waitFor()

    await one.page.keyboard.press('u')
    await one.page.getByText(/^Put into the queue: /).waitFor()
    await other.page.goto(`${screens.web.url}/queue`)
    await rowFor(other.page).waitFor()

    await rowsOf(one.page).filter({ hasText: 'The author has deleted this post' }).click()
    await one.page.getByText('Its words are gone from here too').waitFor()
    const moves = one.page.getByRole('toolbar', { name: 'Moves' }).getByRole('button')
    expect(await moves.allTextContents()).toEqual([expect.stringMatching(/^Note/)])
    expect([...(await one.faults()), ...(await other.faults())]).toEqual([])
    await one.context.close()
    await other.context.close()
  })
})

describe('a mention that was handed over', () => {
  it('shows the reason to its new owner before anything else, as soon as it is theirs', async () => {
    const [id] = await screens.arrive(['My invoice is wrong for the third time'])
    const [one, other] = await Promise.all([
      screens.open(ana, `/queue?lane=queue&mention=${id}`),
      screens.open(ben, `/queue?lane=queue&mention=${id}`),
    ])
    await one.page
      .getByRole('button', { name: /^Claim/ })
      .first()
      .click()
    await one.page
      .getByRole('button', { name: /^Hand off/ })
      .first()
      .waitFor()
    await one.page.keyboard.press('h')
    await one.page.getByLabel('To whom?').selectOption({ label: 'Ben Noise' })
    await one.page.getByLabel('Why?').fill('You know the billing system.')
    await one.page.getByRole('dialog').getByRole('button', { name: 'Hand off' }).click()

    const over = other.page.getByRole('region', { name: 'Why it was handed over' })
    await over.getByText('You know the billing system.').waitFor()
    expect(await over.textContent()).toContain('Ana Noise handed this to you')
    const top = (await over.boundingBox())!.y
    const words = await other.page.getByText('My invoice is wrong').last().boundingBox()
    expect(top).toBeLessThan(words!.y)
    await one.context.close()
    await other.context.close()
  })
})

describe('after a move that closes a mention', () => {
  it('the keyboard is on the row that follows, and what is said names the one that went', async () => {
    const ids = await screens.arrive(['First to close', 'Second to close', 'Third to close'], {
      author: 'closer',
    })
    const { page, context } = await screens.open(ana)
    await rowsOf(page).filter({ hasText: 'Second to close' }).click()
    await page.keyboard.press('s')
    await page.getByRole('menuitem').first().press('Enter')
    await page.getByText('Snoozed: closer, “Second to close”').waitFor()
    await expect.poll(() => page.evaluate(() => document.activeElement?.id)).toBe(`mention-${ids[2]}`)
    await context.close()
  })
})

describe('the head of a list', () => {
  it('counts the list that is shown, and names the longest wait only beside the whole lane', async () => {
    await screens.arrive(['One from elsewhere', 'Two from elsewhere'], { source: 'lemmy' })
    const { page, context } = await screens.open(ana, '/queue?lane=queue&source=lemmy')
    const title = page.getByRole('heading', { level: 1 })
    await rowsOf(page).nth(1).waitFor()
    expect(await rowsOf(page).count()).toBe(2)
    expect(await title.textContent()).toMatch(/\b2$/)
    expect(await page.getByText(/^longest wait/).count()).toBe(0)
    await page.goto(`${screens.web.url}/queue`)
    await page.getByText(/^longest wait/).waitFor()
    const lane = await page.getByRole('link', { name: /^Needs an answer/ }).textContent()
    expect(await title.textContent()).toMatch(new RegExp(`${/\d+$/.exec(lane ?? '')?.[0]}$`))
    await context.close()
  })
})

describe.each(sizes)('these screens, $name', (size) => {
  it('have no fault for people with other senses, and do not scroll sideways', async () => {
    const [first, away, gone] = await screens.arrive([
      `Acme again, ${size.name}: nobody answers the phone at all, and the shop is closed`,
      `Acme airbrush fair, ${size.name}`,
      'Gone',
    ])
    await seenAlso(screens.web.store, first!, [`News ${size.name}`, `Forum ${size.name}`])
    await tellAgain(screens.web.store, first!, await screens.arrive(['Again!'], { state: 'stream' }))
    await sql`UPDATE mention SET author_kind = 'staff' WHERE id = ${first}`.execute(screens.web.store.db)
    await setAside(away!, 'exclusion', '"acme airbrush" OR author:="a very long name of somebody who sells"')
    await setAside(gone!, 'deleted')
    const { page, context, faults } = await screens.open(ana, `/queue?lane=queue&mention=${first}`, size)
    const found: Record<string, string[]> = {}
    const look = async (name: string): Promise<void> => {
      found[name] = await whatIsWrong(page)
    }
    await page.getByRole('region', { name: /^The same story/ }).waitFor()
    await look('a post that spreads')
    await page.getByRole('button', { name: /^Keep out/ }).click()
    await page.getByRole('menuitem').first().waitFor()
    await look('the menu to keep posts out')
    await page.getByRole('menuitem', { name: /Not about us/ }).click()
    const dialog = page.getByRole('dialog', { name: 'Keep posts like this out' })
    await dialog.getByRole('button', { name: 'phone', exact: true }).click()
    await dialog.getByText(/^It would have set aside/).waitFor()
    await look('the dialog that keeps posts out')
    await dialog.getByRole('button', { name: 'phone', exact: true }).click()
    await dialog.getByLabel(/^Set aside what is heard/).fill(`"phone at all" NOT ${size.width}`)
    await dialog.getByText(/^It would have set aside/).waitFor()
    await dialog.getByRole('button', { name: 'Propose to an admin' }).click()
    await page.getByText(/^Proposed\. An admin decides|^This is set aside already/).waitFor()
    await page.goto(`${screens.web.url}/setup/exclusions`)
    await page
      .getByRole('link')
      .filter({ hasText: `NOT ${size.width}` })
      .first()
      .waitFor()
    await look('the exclusions')
    await page
      .getByRole('link')
      .filter({ hasText: `NOT ${size.width}` })
      .first()
      .click()
    await page.getByText('An admin decides. Until then nothing changes.').waitFor()
    await page.getByText(/^It would have set aside/).waitFor()
    await look('a proposal')
    await page.goto(`${screens.web.url}/setup/handles`)
    await page.getByText('No handle is known as ours').waitFor()
    await look('no handles')
    await page.goto(`${screens.web.url}/queue?lane=aside`)
    await rowsOf(page).first().waitFor()
    await look('the lane of what is set aside')
    await page.goto(`${screens.web.url}/queue?lane=aside&mention=${away}`)
    await page.getByText(/^Set aside by the exclusion/).waitFor()
    await look('one that is set aside')
    await page.goto(`${screens.web.url}/queue?lane=aside&mention=${gone}`)
    await page.getByText('Its words are gone').waitFor()
    await look('one that its author deleted')
    expect(Object.entries(found).filter(([, wrong]) => wrong.length > 0)).toEqual([])
    expect(await faults()).toEqual([])
    await context.close()
  })
})
