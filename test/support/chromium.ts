import { chromium, type Browser, type LaunchOptions } from 'playwright-core'
import { findChromium } from '../../launch/programs.mjs'

/** Starts the machine's Chromium, headless, also for root. Whoever calls it closes it. */
export async function launchChromium(options: LaunchOptions = {}): Promise<Browser> {
  return chromium.launch({ ...options, executablePath: await findChromium(), headless: true })
}
