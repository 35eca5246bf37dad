import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import type { Browser, BrowserContext, Page } from 'playwright-core'

const axePath = createRequire(import.meta.url).resolve('axe-core/axe.min.js')
const standards = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']

/** The sizes and themes that every screen must work in. */
export const screens = [
  { name: 'wide, light', width: 1440, height: 900, theme: 'light' },
  { name: 'wide, dark', width: 1440, height: 900, theme: 'dark' },
  { name: '360 px, light', width: 360, height: 740, theme: 'light' },
  { name: '360 px, dark', width: 360, height: 740, theme: 'dark' },
] as const
export type Screen = (typeof screens)[number]

/** A browser of one's own with this screen; `cookie` is that of somebody who is signed in. */
export async function openScreen(
  browser: Browser,
  screen: Screen,
  signedIn?: { address: string; cookie: string },
): Promise<{ context: BrowserContext; page: Page; errors: string[] }> {
  const context = await browser.newContext({
    viewport: { width: screen.width, height: screen.height },
    colorScheme: screen.theme,
    hasTouch: screen.width < 500,
    reducedMotion: 'reduce',
  })
  if (signedIn) {
    const cookies = signedIn.cookie.split('; ').map((pair) => {
      const at = pair.indexOf('=')
      return { name: pair.slice(0, at), value: pair.slice(at + 1), url: signedIn.address }
    })
    await context.addCookies(cookies)
  }
  const page = await context.newPage()
  const errors: string[] = []
  page.on('pageerror', (error) => errors.push(error.message))
  page.on('console', (message) => {
    // A refused call or socket is part of many tests; the browser reports each as an error of its own.
    const refused = /^(Failed to load resource|WebSocket connection to \S+ failed)/.test(message.text())
    if (message.type() === 'error' && !refused) errors.push(message.text())
  })
  return { context, page, errors }
}

/** What is wrong with what the page shows now: violations of WCAG 2.2 AA, and scrolling sideways. */
export async function whatIsWrong(page: Page): Promise<string[]> {
  // Evaluated by the debugger, not by the page, so that the security policy can stay on.
  await page.evaluate(await readFile(axePath, 'utf8'))
  return page.evaluate(async (tags) => {
    const { axe } = window as unknown as { axe: typeof import('axe-core') }
    const { violations } = await axe.run({ runOnly: tags })
    const found = violations.flatMap(({ id, nodes }) =>
      nodes.map(({ html, any }) => `${id}: ${html.slice(0, 160)} ${any[0]?.message ?? ''}`),
    )
    const sideways = document.documentElement.scrollWidth - innerWidth
    return sideways > 0 ? [...found, `scrolls sideways by ${sideways} px`] : found
  }, standards)
}
