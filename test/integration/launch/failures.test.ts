import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test, vi } from 'vitest'
import { debianProgram } from '../../../launch/debian-program.mjs'
import { npm } from '../../../launch/npm.mjs'
import { findChromium } from '../../../launch/programs.mjs'

test('without the npm registry, one sentence says so', async () => {
  vi.stubEnv('npm_config_registry', 'http://127.0.0.1:9')
  const installing = npm(['view', 'zod', 'version'], {
    doing: 'Installing',
    say: () => undefined,
    cwd: tmpdir(),
  })
  await expect(installing).rejects.toThrow(
    /^Installing failed because the npm registry cannot be reached: .*\.$/,
  )
})

test('a Chromium that does not run is named, with the variable that names it', async () => {
  vi.stubEnv('EARSHOT_CHROMIUM', '/nowhere/chromium')
  await expect(findChromium()).rejects.toThrow('EARSHOT_CHROMIUM names /nowhere/chromium, which does not run')
})

test('on a machine that is no Debian there is nothing to unpack', async () => {
  vi.stubEnv('PATH', '/nowhere')
  const folder = join(tmpdir(), 'earshot-never-made')
  const got = debianProgram({
    folder,
    packages: ['redis-server'],
    binary: 'usr/bin/redis-server',
    say: () => undefined,
  })
  await expect(got).rejects.toThrow('this machine has no apt-get')
})
