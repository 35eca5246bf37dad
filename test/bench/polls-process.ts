import dns from 'node:dns'
import { syncBuiltinESMExports } from 'node:module'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { readConfig } from '../../shared/runtime/config.ts'
import { createLog } from '../../shared/runtime/log.ts'
import { serveParent } from './child.ts'

/** `watch` forgets what was measured so far; `report` tells what was since. */
export type PollsQuestion = { do: 'watch' | 'report' }
/** `cpuMs`: of all threads. `loopP99Ms`: between two turns of the event loop that are meant to be one apart. */
export type PollsReport = { loopP99Ms: number; cpuMs: number; rssMb: number }

/** The workers role as `server/main.ts` starts it, in a world where every name of a site leads to this machine. */
const here = { address: '127.0.0.1', family: 4 }
const lookup = (_host: string, options: { all?: boolean }, callback: (...answer: unknown[]) => void) =>
  options.all ? callback(null, [here]) : callback(null, here.address, here.family)
Object.assign(dns, { lookup })
syncBuiltinESMExports()

const { startWorkers } = await import('../../workers/start.ts')
const config = readConfig()
const log = createLog({ level: config.logLevel, name: 'bench workers' })
const workers = await startWorkers({ config, databaseUrl: config.databaseUrl!, log })
const delay = monitorEventLoopDelay({ resolution: 1 })
delay.enable()
let cpu = process.cpuUsage()

serveParent<PollsQuestion>({
  ready: null,
  answer(question): PollsReport {
    const { user, system } = process.cpuUsage(cpu)
    const report = {
      loopP99Ms: delay.percentile(99) / 1e6,
      cpuMs: (user + system) / 1000,
      rssMb: process.memoryUsage.rss() / 1e6,
    }
    if (question.do === 'watch') {
      delay.reset()
      cpu = process.cpuUsage()
    }
    return report
  },
  close: workers.close,
})
