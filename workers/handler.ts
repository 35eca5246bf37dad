import type { Store } from '../shared/database/store.ts'
import type { ListeningTools } from '../shared/domain/listening/tools.ts'
import type { JobName, JobPayload } from '../shared/jobs/catalogue.ts'
import type { Enqueuer } from '../shared/jobs/enqueue.ts'

/** What every handler may use. */
export type JobContext = {
  store: Store
  tools: ListeningTools
  jobs: Pick<Enqueuer, 'enqueue'>
  /** Aborted when the job takes too long or this process must end: stop, and throw its reason. */
  signal: AbortSignal
}

/** What is done for one job: payload in, one domain call, done. It may run twice, and be broken off anywhere. */
export type Handler<Name extends JobName> = {
  name: Name
  run(payload: JobPayload<Name>, context: JobContext): Promise<void>
  /** The job broke on every try: where people see it, say why. */
  giveUp?(payload: JobPayload<Name>, error: Error, context: Pick<JobContext, 'store'>): Promise<void>
}

/** A handler of any job, as the list of all of them has it. */
export type AnyHandler = { [Name in JobName]: Handler<Name> }[JobName]

export function defineHandler<Name extends JobName>(handler: Handler<Name>): Handler<Name> {
  return handler
}
