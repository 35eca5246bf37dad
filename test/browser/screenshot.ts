import { fileURLToPath } from 'node:url'
import { demoPassword, demoPeople } from '../../server/demo/seed.ts'
import { launchChromium } from '../support/chromium.ts'
import { startEarshot } from '../support/earshot.ts'

/** Long enough for the demo's bad minute to begin. */
const settleMs = 55_000
const file = fileURLToPath(new URL('queue.png', import.meta.url))

// The README's picture: the demo's queue with a claimed mention and an answer begun.
const earshot = await startEarshot({}, ['--demo'])
const browser = await launchChromium()
try {
  console.log('Letting mentions arrive for a minute …')
  await new Promise((resolve) => setTimeout(resolve, settleMs))
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, deviceScaleFactor: 1 })
  const page = await context.newPage()
  await page.goto(earshot.address)
  await page.getByLabel('E-mail').fill(demoPeople.agent.email)
  await page.getByLabel('Password').fill(demoPassword)
  await page.keyboard.press('Enter')
  await page.getByRole('listbox').getByRole('option').nth(1).click()
  await page
    .getByRole('button', { name: /^Claim/ })
    .first()
    .click()
  await page
    .getByLabel(/^Answer as/)
    .fill(
      'Hello, this is Ben from customer care. I have your case in front of me, and I will see it through.',
    )
  await page.waitForTimeout(1000)
  await page.screenshot({ path: file })
  console.log(`Wrote ${file}`)
} finally {
  await browser.close()
  await earshot.stop()
}
