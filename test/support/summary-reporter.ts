import { writeFileSync } from 'node:fs'
import type { SerializedError } from 'vitest'
import type { Reporter, TestCase, TestModule, TestSuite } from 'vitest/node'

export type Summary = { passed: number; failed: number; skipped: { name: string; why?: string }[] }

/** Writes the run's figures into the file that EARSHOT_TEST_SUMMARY names, for `npm test` to add up. */
export default class SummaryReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], unhandled: readonly SerializedError[]): void {
    const file = process.env['EARSHOT_TEST_SUMMARY']
    if (file) writeFileSync(file, JSON.stringify(summarise(modules, unhandled)))
  }
}

/** A file or a group that fails outside its tests (it does not load, its set-up throws) counts as one failed test. */
function summarise(modules: readonly TestModule[], unhandled: readonly SerializedError[]): Summary {
  const summary: Summary = { passed: 0, failed: unhandled.length, skipped: [] }
  for (const module of modules) {
    summary.failed += broken(module)
    for (const suite of module.children.allSuites()) summary.failed += broken(suite)
    for (const test of module.children.allTests()) count(test, summary)
  }
  return summary
}

const broken = (part: TestModule | TestSuite) => (part.errors().length > 0 ? 1 : 0)

function count(test: TestCase, summary: Summary): void {
  const result = test.result()
  if (result.state === 'passed') summary.passed += 1
  else if (result.state === 'failed') summary.failed += 1
  else {
    const why = result.state === 'skipped' ? result.note : 'it was never run'
    summary.skipped.push({ name: `${test.module.relativeModuleId} > ${test.fullName}`, ...(why && { why }) })
  }
}
