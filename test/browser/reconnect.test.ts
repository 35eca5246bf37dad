import { afterAll, beforeAll, expect, it } from 'vitest'
import { startQueueScreens, type QueueScreens } from '../support/queue-screen.ts'

let screens: QueueScreens

beforeAll(async () => {
  screens = await startQueueScreens()
})
afterAll(() => screens?.close())

it('what changed in Setup while a page was cut off is there when it is back', async () => {
  const boss = await screens.web.person('admin')
  const { page, context, faults } = await screens.open(boss, '/setup/labels')
  await page.getByText('No label yet').waitFor()
  await context.setOffline(true)
  await page
    .getByText(/offline/i)
    .first()
    .waitFor()
  const elsewhere = await screens.web.signedIn(boss)
  const added = await elsewhere.post('/api/labels', {
    brandId: 1,
    name: 'boats',
    rule: 'ferry OR harbour',
  })
  expect(added.status, added.text).toBe(200)
  await page.waitForTimeout(500)
  expect(await page.getByText('ferry OR harbour').count()).toBe(0)
  await context.setOffline(false)
  await page.getByText('ferry OR harbour').waitFor({ timeout: 15_000 })
  expect(await faults()).toEqual([])
  await context.close()
})
