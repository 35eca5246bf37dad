import { execFileSync, spawn } from 'node:child_process'
import { chown, cp, mkdir, mkdtemp, readdir, realpath, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { dataDir } from '../../launch/data-dir.mjs'
import { launchChromium } from '../support/chromium.ts'
import { proposeOnly } from '../support/proposals.ts'
import { startFeedServer } from '../support/feed-server.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
/** What a newcomer may wait from `npm start` to the first mention on the screen, installation included. */
const patienceMs = 5 * 60_000
const nobody = 65_534
const isRoot = process.getuid?.() === 0

/** What git would give a newcomer, with what is changed here: no dependencies, no data, no build. */
async function copyTree(to: string): Promise<void> {
  const names = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], {
    cwd: root,
  })
  for (const name of names.toString().split('\0').filter(Boolean))
    await cp(join(root, name), join(to, name), { recursive: true }).catch((error: NodeJS.ErrnoException) => {
      // Deleted here, not yet in the index.
      if (error.code !== 'ENOENT') throw error
    })
}

async function giveTo(uid: number, folder: string): Promise<void> {
  await chown(folder, uid, uid)
  for (const entry of await readdir(folder, { withFileTypes: true, recursive: true }))
    await chown(join(entry.parentPath, entry.name), uid, uid)
}

/** The machine's own programs: not the Node and tools that these tests brought along. */
const ownPath = (process.env['PATH'] ?? '')
  .split(delimiter)
  .filter((folder) => !folder.startsWith(dataDir) && !folder.includes('node_modules'))
  .join(delimiter)

test.each([
  { who: isRoot ? 'root' : 'this user', uid: undefined },
  ...(isRoot ? [{ who: 'an ordinary user', uid: nobody }] : []),
])(
  'a fresh copy in an empty home shows $who the first mention within five minutes',
  { timeout: patienceMs + 60_000 },
  async ({ who, uid }) => {
    const place = await mkdtemp(join(await realpath(tmpdir()), 'earshot-newcomer-'))
    const [checkout, home] = [join(place, 'earshot'), join(place, 'home')]
    await Promise.all([mkdir(checkout), mkdir(home)])
    await copyTree(checkout)
    if (uid !== undefined) await giveTo(uid, place)
    const feed = await startFeedServer('Town forum')
    feed.publish({
      id: '1',
      title: 'A bag',
      text: 'Acme Air lost my bag and nobody answers. Terrible, I am furious.',
    })
    const browser = await launchChromium()
    const started = performance.now()
    const npm = spawn('npm', ['start'], {
      cwd: checkout,
      env: {
        PATH: ownPath,
        HOME: home,
        PORT: '0',
        EARSHOT_ALLOW_PRIVATE_FEEDS: '1',
        ...(process.env['NODE_EXTRA_CA_CERTS'] && {
          NODE_EXTRA_CA_CERTS: process.env['NODE_EXTRA_CA_CERTS'],
        }),
      },
      ...(uid !== undefined && { uid, gid: uid }),
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    const gone = new Promise<void>((resolve) => npm.once('exit', () => resolve()))
    let said = ''
    npm.stderr.setEncoding('utf8').on('data', (chunk: string) => (said += chunk))
    try {
      const address = await new Promise<string>((resolve, reject) => {
        npm.once('exit', (code) => reject(new Error(`npm start ended with ${code}. It said:\n${said}`)))
        createInterface({ input: npm.stdout }).on('line', (line) => {
          said += `${line}\n`
          const ready = /^Earshot is ready: (\S+)/.exec(line)
          if (ready) resolve(ready[1]!)
        })
      })
      const readyMs = performance.now() - started
      const page = await browser.newPage()
      await page.goto(address)
      await proposeOnly(page, [feed.url])
      await page.getByLabel('Name of the brand').fill('Acme Air')
      await page.keyboard.press('Enter')
      await page.getByRole('region', { name: 'First mentions' }).getByText('lost my bag').waitFor()
      await page.getByRole('button', { name: /Go on/ }).click()
      await page.getByLabel('Name').fill('Ana Ferreira')
      await page.getByLabel('E-mail').fill('ana@example.org')
      await page.getByLabel('Password').fill('correct horse battery')
      await page.getByRole('button', { name: /Start listening/ }).click()
      await page.getByRole('option').filter({ hasText: 'lost my bag' }).waitFor({ timeout: 20_000 })
      const mentionMs = performance.now() - started
      console.log(
        `As ${who}: ready after ${(readyMs / 1000).toFixed(1)} s, first mention on the screen after ${(mentionMs / 1000).toFixed(1)} s.`,
      )
      expect(mentionMs).toBeLessThan(patienceMs)
    } finally {
      await browser.close()
      npm.kill('SIGTERM')
      await gone
      await feed.close()
      // Started by root in a place that the database's user cannot reach, the data stands elsewhere behind a link.
      const data = await realpath(join(checkout, '.earshot/postgres')).catch(() => undefined)
      if (data && !data.startsWith(checkout)) await rm(data, { recursive: true, force: true })
      await rm(place, { recursive: true, force: true })
    }
  },
)
