import { startWorkers } from '../../workers/start.ts'
import { readConfig } from '../../shared/runtime/config.ts'
import { createLog } from '../../shared/runtime/log.ts'
import { serveParent } from './child.ts'

export type WorkersReport = { rssMb: number }

/** The workers role as `server/main.ts` starts it, which also says how much memory it has. */
const config = readConfig()
const log = createLog({ level: config.logLevel, name: 'bench workers' })
const workers = await startWorkers({ config, databaseUrl: config.databaseUrl!, log })

serveParent({
  ready: null,
  answer: (): WorkersReport => ({ rssMb: process.memoryUsage.rss() / 1e6 }),
  close: workers.close,
})
