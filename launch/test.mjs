import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, dirname, join } from 'node:path'
import { root } from './data-dir.mjs'
import { installDependencies } from './dependencies.mjs'
import { endTogether } from './end-together.mjs'
import { findNode } from './node.mjs'
import { findChromium, findRedisServer } from './programs.mjs'

/**
 * `npm test`: everything, in order, ending in a line "N passed, N failed". A check counts as one, and so does each test.
 * `npm test -- <project> [vitest arguments]` runs only that project's tests; `npm test -- lint|format|types` one check.
 */
const projects = [
  'unit',
  'client',
  'integration',
  'integration-postgres',
  'integration-redis',
  'live',
  'attack',
  'browser',
]
const checks = {
  lint: ['oxlint/bin/oxlint', '--deny-warnings'],
  format: ['oxfmt/bin/oxfmt', '--check'],
  types: ['typescript/bin/tsc', '--noEmit'],
}

const say = (line) => console.log(line)
const total = { passed: 0, failed: 0, skipped: [] }

try {
  const plan = whatToRun(process.argv.slice(2))
  const node = await findNode(say)
  await installDependencies({ dev: true, say })
  const env = { ...process.env, PATH: [dirname(node), process.env.PATH].join(delimiter) }
  if (!process.stdout.isTTY) env.NO_COLOR = '1'
  if (plan.needs.has('redis')) env.EARSHOT_REDIS_SERVER = await findRedisServer(say)
  if (plan.needs.has('chromium')) env.EARSHOT_CHROMIUM = await findChromium(say)

  for (const name of plan.checks) await check(name, node, env)
  if (plan.vitest) await vitest(plan.vitest, node, env)
  report()
} catch (error) {
  console.error(error.message)
  process.exitCode = 1
}

function whatToRun(args) {
  const [first, ...rest] = args[0]?.startsWith('--only=') ? [args[0].slice(7), ...args.slice(1)] : args
  if (first === undefined)
    return { checks: Object.keys(checks), vitest: [], needs: new Set(['redis', 'chromium']) }
  if (first in checks) return { checks: [first], needs: new Set() }
  if (!projects.includes(first)) {
    throw new Error(
      `There is no "${first}" to run: name one of ${[...Object.keys(checks), ...projects].join(', ')}.`,
    )
  }
  const needs = new Set(['unit', 'client'].includes(first) ? [] : ['redis', 'chromium'])
  return { checks: [], vitest: [`--project=${first}`, ...rest], needs }
}

async function check(name, node, env) {
  const [script, ...args] = checks[name]
  const passed = (await run(name, node, [inModules(script), ...args], env)) === 0
  total[passed ? 'passed' : 'failed'] += 1
}

/** The tests' own reporter (test/support/summary-reporter.ts) leaves the figures in a file. */
async function vitest(args, node, env) {
  const folder = mkdtempSync(join(tmpdir(), 'earshot-summary-'))
  const file = join(folder, 'summary.json')
  const reporters = ['--reporter=default', '--reporter=./test/support/summary-reporter.ts']
  const code = await run('tests', node, [inModules('vitest/vitest.mjs'), 'run', ...reporters, ...args], {
    ...env,
    EARSHOT_TEST_SUMMARY: file,
  })
  const summary = readSummary(file)
  rmSync(folder, { recursive: true })
  total.passed += summary.passed
  total.failed += summary.failed
  total.skipped.push(...summary.skipped)
  // Whatever else made vitest give up (a file that does not load is counted, a server that does not start is not).
  if (code !== 0 && summary.failed === 0) total.failed += 1
}

function readSummary(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch {
    return { passed: 0, failed: 0, skipped: [] }
  }
}

function report() {
  for (const { name, why } of total.skipped) say(`skipped: ${name}${why ? ` (${why})` : ''}`)
  const { passed, skipped } = total
  const inCi = Boolean(process.env.CI) && process.env.CI !== 'false'
  const failed = total.failed + (inCi ? skipped.length : 0)
  if (inCi && skipped.length > 0) say('Nothing may be skipped in CI: each of these counts as failed.')
  say(`${passed} passed, ${failed} failed${!inCi && skipped.length > 0 ? `, ${skipped.length} skipped` : ''}`)
  if (failed > 0 || passed === 0) process.exitCode = 1
}

function run(name, node, args, env) {
  say(`── ${name}`)
  const started = Date.now()
  const child = spawn(node, args, { cwd: root, env, stdio: 'inherit' })
  const isTold = endTogether(child)
  return new Promise((resolve) => {
    child.once('error', () => resolve(1))
    child.once('exit', (code) => {
      if (isTold()) process.exit(130)
      say(
        `── ${name}: ${code === 0 ? 'passed' : 'FAILED'} in ${((Date.now() - started) / 1000).toFixed(1)} s`,
      )
      resolve(code ?? 1)
    })
  })
}

function inModules(script) {
  return join(root, 'node_modules', script)
}
