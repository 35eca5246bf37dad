import { connect, createServer, type AddressInfo, type Socket } from 'node:net'

/** A wire that can be cut, between this process and a real server. */
export type TcpProxy = {
  port: number
  /** Ends all connections and refuses new ones. */
  cut(): void
  /** Keeps connections open but lets nothing through, either way. */
  freeze(): void
  /** Nothing comes through any more, for ever, on the connections that are open now; they are not ended either. */
  lose(): void
  /** Lets everything through again. */
  heal(): void
  /** How many connections were refused while it was cut. */
  refused(): number
  close(): Promise<void>
}

export async function proxyTo(target: { host: string; port: number }): Promise<TcpProxy> {
  const pairs = new Set<[Socket, Socket]>()
  const lost = new WeakSet<Socket>()
  let refused = 0
  let state: 'open' | 'cut' | 'frozen' = 'open'
  const server = createServer((near) => {
    if (state === 'cut') {
      refused += 1
      return void near.destroy()
    }
    const far = connect(target)
    const pair: [Socket, Socket] = [near, far]
    pairs.add(pair)
    for (const [from, to] of [pair, [far, near] as const]) {
      from.on('data', (chunk) => state === 'open' && !lost.has(near) && to.write(chunk))
      from
        .on('error', () => undefined)
        .on('close', () => {
          pairs.delete(pair)
          to.destroy()
        })
    }
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const destroyAll = () => {
    for (const pair of pairs) for (const socket of pair) socket.destroy()
  }
  return {
    port: (server.address() as AddressInfo).port,
    cut() {
      state = 'cut'
      destroyAll()
    },
    freeze: () => void (state = 'frozen'),
    lose: () => pairs.forEach(([near]) => lost.add(near)),
    heal() {
      // Half a conversation was swallowed: what was frozen cannot go on.
      if (state === 'frozen') destroyAll()
      state = 'open'
    },
    refused: () => refused,
    async close() {
      destroyAll()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
