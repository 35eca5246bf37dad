import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { rowsOf, startQueueScreens, type QueueScreens } from '../support/queue-screen.ts'

let screens: QueueScreens

beforeAll(async () => {
  screens = await startQueueScreens()
  await screens.arrive(['The first that waits', 'The second that waits'])
})
afterAll(() => screens?.close())

describe('a menu that leads on to a dialog', () => {
  it.each([
    { menu: /^Snooze/, item: /Pick a time/, field: 'Until', answer: '' },
    {
      menu: /^Dismiss/,
      item: /Another reason/,
      field: /Why does it need no answer/,
      answer: 'A test of ours',
    },
  ])('$item asks', async ({ menu, item, field, answer }) => {
    const { page, context } = await screens.open(await screens.web.person('agent'))
    await rowsOf(page).first().click()
    await page.getByRole('toolbar', { name: 'Moves' }).getByRole('button', { name: menu }).click()
    await page.getByRole('menuitem', { name: item }).click()
    const dialog = page.getByRole('dialog')
    await dialog.waitFor()
    const input = dialog.getByLabel(field)
    if (answer) await input.fill(answer)
    expect(await input.isVisible()).toBe(true)
    await context.close()
  })
})
