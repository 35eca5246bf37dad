import { startEmbeddedPostgres } from '../../server/embedded/postgres.ts'
import { silentLog } from '../../shared/runtime/log.ts'

/** A process that owns the data folder named by its argument until it is killed: `node embedded-owner.ts FOLDER`. */
const { url, adopted } = await startEmbeddedPostgres({ dataDir: process.argv[2]!, log: silentLog })
console.log(JSON.stringify({ url, adopted }))
