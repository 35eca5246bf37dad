import type { Shutdown } from '../../shared/runtime/shutdown.ts'
import { startChild } from './child.ts'
import type { SocketsQuestion, SocketsTold } from './sockets-process.ts'

const patienceMs = 30_000

/** Many sockets in another process that wait for changes. */
export type Receivers = {
  /**
   * Publishes `count` changes, at most `inFlight` ahead of the slowest socket.
   * @returns changes that reached every socket in a second.
   * @throws when one does not arrive, or a socket is lost.
   */
  pump(count: number, inFlight: number, publish: (n: number) => Promise<unknown>): Promise<number>
}

/** Opens one socket for each set of headers in a process of their own. */
export async function openReceivers(ends: Shutdown, question: SocketsQuestion): Promise<Receivers> {
  const child = await startChild(ends, './sockets-process.ts')
  let delivered = 0
  let broken: string | undefined
  let wake: () => void = () => undefined
  child.onTold((message) => {
    const told = message as SocketsTold
    if ('delivered' in told) delivered = told.delivered
    else broken ??= told.broken
    wake()
  })
  await child.ask(question)

  const reach = async (goal: number) => {
    const deadline = Date.now() + patienceMs
    while (delivered < goal) {
      if (broken !== undefined) throw new Error(`A socket was lost: ${broken}`)
      const left = deadline - Date.now()
      if (left <= 0) throw new Error(`Change ${goal} did not reach every socket: ${delivered} did.`)
      const { promise, resolve } = Promise.withResolvers<void>()
      wake = resolve
      const timer = setTimeout(resolve, left)
      await promise
      clearTimeout(timer)
    }
  }

  return {
    async pump(count, inFlight, publish) {
      const before = delivered
      const start = performance.now()
      for (let n = 0; n < count; n += 1) {
        await reach(before + n + 1 - inFlight)
        await publish(n)
      }
      await reach(before + count)
      return count / ((performance.now() - start) / 1_000)
    },
  }
}
