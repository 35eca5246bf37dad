import { UnrecoverableError, WaitingError, type Job, type Processor } from 'bullmq'
import { catalogue, type JobName } from '../shared/jobs/catalogue.ts'
import type { AnyHandler, Handler, JobContext } from './handler.ts'

/** The reason with which a process that must end breaks off its jobs: they go back to be done by another. */
export const handBack = 'hand back'

/**
 * What BullMQ calls for every job: parses the payload, runs the handler, and does not wait for one that hangs.
 * `running` counts the jobs that are being done.
 */
export function createProcessor(
  handlers: ReadonlyMap<JobName, AnyHandler>,
  context: Omit<JobContext, 'signal'>,
): { processor: Processor; running(): number } {
  let count = 0
  const processor = async (job: Job, token?: string, ending?: AbortSignal): Promise<void> => {
    const name = job.name as JobName
    const handler = handlers.get(name) as Handler<JobName> | undefined
    if (!handler) throw new UnrecoverableError(`There is no job “${name}” in this version of Earshot.`)
    const payload = catalogue[name].payload.safeParse(job.data)
    if (!payload.success) throw new UnrecoverableError(`The payload is wrong: ${payload.error.message}`)

    const { timeoutMs } = catalogue[name]
    const tooLong = new AbortController()
    const timer = setTimeout(
      () => tooLong.abort(new Error(`took longer than ${timeoutMs / 1000} seconds`)),
      timeoutMs,
    )
    const signal = ending ? AbortSignal.any([ending, tooLong.signal]) : tooLong.signal
    count += 1
    try {
      await Promise.race([handler.run(payload.data as never, { ...context, signal }), aborted(signal)])
    } catch (error) {
      if (ending?.aborted && ending.reason === handBack) {
        await job.moveToWait(token)
        throw new WaitingError()
      }
      throw error
    } finally {
      count -= 1
      clearTimeout(timer)
    }
  }
  return { processor, running: () => count }
}

function aborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    if (signal.aborted) reject(signal.reason)
    signal.addEventListener('abort', () => reject(signal.reason), { once: true })
  })
}
