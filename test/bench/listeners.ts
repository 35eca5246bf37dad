import type pg from 'pg'
import { livePath, serverEvents } from '../../shared/contract/events.ts'
import type { Shutdown } from '../../shared/runtime/shutdown.ts'
import { signInAgents } from './agents.ts'
import { openRawSocket } from './raw-socket.ts'
import { openReceivers } from './receivers.ts'

const people = 20
const socketsEach = 5
const patienceMs = 10_000

/** A hundred sockets that follow all brands. */
export type Listeners = {
  /** Waits until what stands in the change log has been told. @throws when it is not. */
  areTold(): Promise<void>
}

export async function openListeners(ends: Shutdown, pool: pg.Pool, address: string): Promise<Listeners> {
  const agents = await signInAgents(pool, address, people)
  const target = { port: Number(new URL(address).port), path: `${livePath}/` }
  const headers = agents.map(({ cookie }) => ({ cookie, origin: address }))
  const others = Array.from({ length: people * socketsEach - 1 }, (_, n) => headers[n % people]!)
  await openReceivers(ends, { ...target, headers: others, leastBytes: 0 })

  const heard = new Map<number, number>()
  const socket = await openRawSocket(
    { ...target, headers: headers[0]! },
    (event) => {
      const [name, payload] = JSON.parse(event.toString()) as [string, unknown]
      if (name !== 'change') return
      const { brandId, revision } = serverEvents.change.parse(payload)
      heard.set(brandId, revision)
    },
    () => undefined,
  )
  ends.add('socket', async () => socket.close())

  return {
    async areTold() {
      const { rows } = await pool.query<{ id: number; revision: number }>('SELECT id, revision FROM brand')
      const missing = () => rows.filter(({ id, revision }) => revision > 0 && heard.get(id) !== revision)
      for (const deadline = Date.now() + patienceMs; missing().length > 0;) {
        if (Date.now() > deadline)
          throw new Error(`Changes were not announced: ${JSON.stringify(missing())}.`)
        await new Promise((resolve) => setTimeout(resolve, 50))
      }
    },
  }
}
