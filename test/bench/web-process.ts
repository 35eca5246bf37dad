import { monitorEventLoopDelay } from 'node:perf_hooks'
import { startWeb } from '../../server/web.ts'
import { readConfig } from '../../shared/runtime/config.ts'
import { createLog } from '../../shared/runtime/log.ts'
import { serveParent } from './child.ts'

export type WebReady = { address: string }
/** `watch` forgets what was measured so far; `report` tells what was since. */
export type WebQuestion = { do: 'watch' | 'report' }
/** `loopP99Ms`: milliseconds between two turns of the event loop that are meant to be one apart. */
export type WebReport = { loopP99Ms: number; rssMb: number }

/** The web role as `server/main.ts` starts it, which also says how it is. */
const config = readConfig()
const log = createLog({ level: config.logLevel, name: 'bench web' })
const web = await startWeb({ config, databaseUrl: config.databaseUrl!, log })
const delay = monitorEventLoopDelay({ resolution: 1 })
delay.enable()

serveParent<WebQuestion>({
  ready: { address: web.address } satisfies WebReady,
  answer(question): WebReport {
    const report = { loopP99Ms: delay.percentile(99) / 1e6, rssMb: process.memoryUsage.rss() / 1e6 }
    if (question.do === 'watch') delay.reset()
    return report
  },
  close: web.close,
})
