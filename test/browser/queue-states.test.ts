import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { handOff } from '../../shared/domain/triage/hand-off.ts'
import { claim } from '../../shared/domain/triage/claim.ts'
import { note } from '../../shared/domain/triage/note.ts'
import { openScreen, screens as sizes, whatIsWrong } from '../support/screen.ts'
import { rowsOf, startQueueScreens, type QueueScreens } from '../support/queue-screen.ts'

let screens: QueueScreens
let owned: number

beforeAll(async () => {
  screens = await startQueueScreens()
  const boss = await screens.web.person('admin')
  const texts = Array.from(
    { length: 30 },
    (_, index) => `${'Nobody answers, and the parcel is lost. '.repeat(4)}${index}`,
  )
  const ids = await screens.arrive(texts, { authorKey: 'maria' })
  owned = ids[1]!
  const ben = await screens.web.person('agent', 'Ben Long-Family-Name of the Northern Depot')
  const ana = await screens.web.person('agent', 'Ana Handed')
  await claim(screens.web.store, ben, owned, {})
  await note(screens.web.store, ben, owned, { text: 'A customer for ten years.\nCall first.' })
  await handOff(screens.web.store, ben, owned, { personId: boss.id, reason: 'Knows the depot' })
  await claim(screens.web.store, ana, ids[2]!, {})
})
afterAll(() => screens?.close())

describe.each(sizes)('the queue’s states, $name', (size) => {
  it('are free of violations, of sideways scrolling and of what the policy refuses', async () => {
    const boss = await screens.web.store.db
      .selectFrom('person')
      .selectAll()
      .where('role', '=', 'admin')
      .executeTakeFirstOrThrow()
    const admin = { ...boss, createdAt: boss.created_at.toISOString(), disabled: false }
    const { page, context, faults } = await screens.open(admin, '/queue', size)
    const found: Record<string, string[]> = {}
    const look = async (state: string): Promise<void> => {
      found[state] = await whatIsWrong(page)
    }
    await rowsOf(page).first().waitFor()
    await look('list')
    await rowsOf(page).nth(2).click()
    await page.getByRole('toolbar', { name: 'Moves' }).waitFor()
    await look('open mention')
    await page.getByRole('button', { name: /^Dismiss/ }).click()
    await page.getByRole('menu').waitFor()
    await look('menu')
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: /^Note/ }).click()
    await page.getByText('Internal: only your team sees this').waitFor()
    await look('note')

    await page.goto(`${screens.web.url}/queue?lane=mine&mention=${owned}`)
    await page.getByLabel(/^Answer as/).fill('We are sorry')
    await look('own mention with history and an answer')
    await page.getByRole('button', { name: /^Hand off/ }).click()
    await page.getByRole('dialog').waitFor()
    await page.getByRole('dialog').getByRole('button', { name: 'Hand off' }).click()
    await page.getByText('Choose a person.').waitFor()
    await look('dialog with what is wrong')

    await page.goto(`${screens.web.url}/queue?lane=dismissed`)
    await page.getByText('Nothing is dismissed').waitFor()
    await look('empty lane')
    await page.goto(`${screens.web.url}/queue?lane=queue&label=positive`)
    await page.getByText('Nothing fits').waitFor()
    await look('nothing fits')
    await page.goto(`${screens.web.url}/queue?lane=queue&mention=999999`)
    await page.getByText('not here any more').waitFor()
    await look('missing mention')
    await page.goto(`${screens.web.url}/nowhere`)
    await page.getByText('There is no page here').waitFor()
    await look('no such page')

    await page.route('**/api/mentions?*', (route) => route.fulfill({ status: 500, body: 'broken' }))
    await page.goto(`${screens.web.url}/queue`)
    await page.getByText('The list could not be loaded').waitFor()
    await look('error')
    await page.unroute('**/api/mentions?*')
    await page.getByRole('button', { name: 'Try again' }).click()
    await rowsOf(page).first().waitFor()
    expect(await faults()).toEqual([])
    await context.setOffline(true)
    await page.getByText('This device is offline').waitFor({ timeout: 20_000 })
    await look('offline')
    await context.setOffline(false)

    expect(Object.entries(found).filter(([, wrong]) => wrong.length > 0)).toEqual([])
    await context.close()
  }, 90_000)

  it('include signing in', async () => {
    const { page, context, errors } = await openScreen(screens.browser, size)
    await page.goto(screens.web.url)
    await page.getByRole('button', { name: 'Sign in' }).click()
    await page.getByText('Give an e-mail address.').waitFor()
    expect(await whatIsWrong(page)).toEqual([])
    await page.getByLabel('E-mail').fill('nobody@example.org')
    await page.getByLabel('Password').fill('wrong')
    await page.keyboard.press('Enter')
    await page.getByText('E-mail or password is wrong').waitFor()
    expect(await whatIsWrong(page)).toEqual([])
    expect(errors).toEqual([])
    await context.close()
  })
})
