import { serveParent, tellParent } from './child.ts'
import { openRawSocket, type RawTarget } from './raw-socket.ts'

/** Opens one socket for each set of headers. An event `change` shorter than `leastBytes` is a failure. */
export type SocketsQuestion = Omit<RawTarget, 'headers'> & {
  headers: Record<string, string>[]
  leastBytes: number
}
/** `delivered`: so many changes have reached every socket. */
export type SocketsTold = { delivered: number } | { broken: string }

const atOnce = 20
const changeStart = Buffer.from('["change"')

/** Many sockets in a process of their own, which counts the changes that all of them got. */
serveParent<SocketsQuestion>({ ready: null, answer: openAll })

async function openAll({ headers, leastBytes, ...target }: SocketsQuestion): Promise<void> {
  /** How many sockets got at least so many changes, by that number. */
  const reached: number[] = []
  const waiting = [...headers]
  const openNext = async () => {
    for (let own = waiting.shift(); own; own = waiting.shift()) await open({ ...target, headers: own })
  }
  const open = async (one: RawTarget) => {
    let changes = 0
    const onEvent = (event: Buffer) => {
      if (!event.subarray(0, changeStart.length).equals(changeStart)) return
      if (event.length < leastBytes) tellParent({ broken: `a change is short: ${event.toString()}` })
      changes += 1
      const sockets = (reached[changes] = (reached[changes] ?? 0) + 1)
      if (sockets === headers.length) tellParent({ delivered: changes })
    }
    await openRawSocket(one, onEvent, (reason) => tellParent({ broken: reason }))
  }
  await Promise.all(Array.from({ length: atOnce }, openNext))
}
