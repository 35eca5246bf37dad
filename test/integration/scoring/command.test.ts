import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, it } from 'vitest'

const run = promisify(execFile)
const root = resolve(import.meta.dirname, '../../..')
const command = (args: string[]) => run(process.execPath, [join(root, 'server/score-command.ts'), ...args])

type Report = {
  pNegative: number
  contributions: { text: string; weight: number }[]
  id?: unknown
  error?: string
}
let folder: string
beforeAll(async () => void (folder = await mkdtemp(join(tmpdir(), 'earshot-score-'))))
afterAll(() => rm(folder, { recursive: true, force: true }))

it('scores one text, with parts that sum to the log-odds', async () => {
  const report = JSON.parse(
    (await command(['--text', 'refund please, order never arrived'])).stdout,
  ) as Report
  const sum = report.contributions.reduce((total, one) => total + one.weight, 0)
  expect(Math.log(report.pNegative / (1 - report.pNegative))).toBeCloseTo(sum, 6)
  expect(report).toMatchObject({
    label: 'negative',
    language: 'en',
    supported: true,
    urgency: [{ id: 'money', text: 'refund', why: 'money is at stake' }],
    modelVersion: expect.stringMatching(/^earshot-1\//),
  })
})

it('answers a file line by line, in order, whatever stands in a line', async () => {
  const file = join(folder, 'texts.jsonl')
  const lines = [
    JSON.stringify({ id: 'a', text: 'app crashes every time' }),
    'not JSON',
    JSON.stringify({ id: 'c' }),
    JSON.stringify({ id: 'd', text: '' }),
    JSON.stringify({ id: 'e', text: 'x'.repeat(1_000_000) }),
    JSON.stringify({ id: 'f', text: 'love it', extra: 1 }),
    '',
    '   ',
    JSON.stringify({ id: { at: [7] }, text: 'so bad', language: 'en' }),
    JSON.stringify({ id: true, text: 'bad', language: 7 }),
    '"text"',
    '{}',
  ]
  await writeFile(file, `${lines.join('\r\n')}\r\n`)
  const { stdout } = await command(['--file', file])
  const answers = stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Report)
  const ids = [
    'a',
    undefined,
    'c',
    'd',
    'e',
    'f',
    undefined,
    undefined,
    { at: [7] },
    true,
    undefined,
    undefined,
  ]
  expect(answers.map(({ id }) => id)).toEqual(ids)
  expect(answers[1]?.error).toContain('not JSON')
  expect(answers[2]?.error).toContain('text')
  expect(answers[3]).toMatchObject({ supported: false, label: null })
  expect(answers[5]).toMatchObject({ label: 'positive' })
  expect(answers[6]?.error).toContain('empty')
  expect(answers[7]?.error).toContain('empty')
  expect(answers[8]).toMatchObject({ label: 'negative' })
  expect(answers[9]?.error).toContain('language')
  expect(answers[10]?.error).toContain('object')
  expect(answers[11]?.error).toContain('Give a "text"')
})

it('ends a line only where a line ends, and takes no offence at a byte-order mark or at nulls', async () => {
  const file = join(folder, 'separators.jsonl')
  const texts = ['love it', 'a\u2028b awful', 'c\u2029d\u0085e awful', 'é 👍 '.repeat(50_000), 'bad']
  const lines = texts.map((text, id) => JSON.stringify({ id: id === 4 ? null : id, text, language: null }))
  await writeFile(file, `\uFEFF${lines.join('\r\n')}`)
  const { stdout } = await command(['--file', file])
  const answers = stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Report)
  expect(answers.map(({ id, error }) => error ?? id)).toEqual([0, 1, 2, 3, null])
  await writeFile(file, '')
  expect((await command(['--file', file])).stdout).toBe('')
})

it('says plainly that a file is not there', async () => {
  await expect(command(['--file', join(folder, 'none.jsonl')])).rejects.toMatchObject({
    code: 1,
    stderr: expect.stringContaining('cannot be read'),
  })
})

it('takes a text that begins with a dash, and says in a sentence what does not fit', async () => {
  expect(JSON.parse((await command(['--text', '-5 stars, awful'])).stdout)).toMatchObject({
    label: 'negative',
  })
  for (const args of [
    ['--text'],
    ['--file'],
    ['--bogus', 'x'],
    ['--text', '--help'],
    ['one', '--text', 'two'],
  ]) {
    const failed = (await command(args).then(
      () => null,
      (error: unknown) => error,
    )) as { code: number; stderr: string } | null
    expect(failed, args.join(' ')).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('How does a text sound'),
    })
    expect(failed?.stderr).not.toContain('    at ')
  }
})
