import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { rowsOf, startQueueScreens, type QueueScreens } from '../support/queue-screen.ts'
import { testPassword } from '../support/web.ts'

let screens: QueueScreens

beforeAll(async () => {
  screens = await startQueueScreens()
})
afterAll(() => screens?.close())

const reason = 'An admin has changed your role or your account'

describe('the sign-in page', () => {
  it('says why it stands there after a role was changed, and leads back to the same place', async () => {
    const boss = await screens.web.signedIn('admin')
    const ben = await screens.web.person('agent')
    const { page, context } = await screens.open(ben, '/queue?lane=stream')
    await screens.arrive(['Heard live'])
    await rowsOf(page).filter({ hasText: 'Heard live' }).waitFor()
    await boss.patch(`/api/people/${ben.id}`, { role: 'manager' })
    await page.getByText(reason).waitFor()
    await page.getByLabel('E-mail').fill(ben.email)
    await page.getByLabel('Password').fill(testPassword)
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: 'Stream' }).waitFor()

    // Whoever leaves by themselves is told nothing of it.
    await page.getByRole('button', { name: ben.name }).click()
    await page.getByRole('menuitem', { name: 'Sign out' }).click()
    await page.getByLabel('E-mail').waitFor()
    expect(await page.getByText(reason).count()).toBe(0)
    expect(await page.getByText('Your session has ended').count()).toBe(0)
    await context.close()
  })

  it('says why also when a call was refused before the reason came', async () => {
    const boss = await screens.web.signedIn('admin')
    const ann = await screens.web.person('agent')
    const { page, context } = await screens.open(ann, '/queue?lane=stream')
    await screens.arrive(['Heard by Ann'])
    await rowsOf(page).filter({ hasText: 'Heard by Ann' }).waitFor()
    // Without its cookie the page's next call is refused, while its live connection is still good.
    await context.clearCookies()
    await page.getByRole('link', { name: 'Review' }).click()
    await page.getByText('Your session has ended').waitFor()
    await boss.patch(`/api/people/${ann.id}`, { role: 'manager' })
    await page.getByText(reason).waitFor()
    await context.close()
  })
})
