import { spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { root } from '../../../launch/data-dir.mjs'

test('a launched program gets its arguments, hears once that it shall end, and its exit code is the launcher’s', async () => {
  const child = spawn(process.execPath, [
    join(root, 'launch', 'run.mjs'),
    'test/support/launched.ts',
    '--roles=web',
  ])
  const lines: string[] = []
  createInterface(child.stdout).on('line', (line) => {
    lines.push(line)
    if (!line.startsWith('launched')) return
    child.kill('SIGINT')
    child.kill('SIGTERM')
  })
  const code = await new Promise((resolve) => child.once('close', resolve))
  expect(lines).toEqual(['launched --roles=web', 'SIGTERM'])
  expect(code).toBe(7)
})

test('when npm is told to end, only its shell dies, and the launched program ends all the same', async () => {
  const command = `"${process.execPath}" "${join(root, 'launch', 'run.mjs')}" test/support/launched.ts & wait`
  const shell = spawn('sh', ['-c', command], { env: { ...process.env, npm_lifecycle_event: 'start' } })
  const lines: string[] = []
  createInterface(shell.stdout).on('line', (line) => {
    lines.push(line)
    if (line.startsWith('launched')) shell.kill('SIGKILL')
  })
  await new Promise((resolve) => shell.stdout.once('close', resolve))
  expect(lines).toEqual(['launched ', 'SIGTERM'])
})
