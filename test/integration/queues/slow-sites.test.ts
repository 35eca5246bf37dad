import { expect, test, vi } from 'vitest'
import { addFeed } from '../../support/feeds.ts'
import { readFeed } from '../../../shared/domain/feeds/list.ts'
import { eventually } from '../../support/eventually.ts'
import { startFeedServer } from '../../support/feed-server.ts'
import { serveLocally } from '../../support/local-http.ts'
import { openTestQueues } from '../../support/queues.ts'

vi.setConfig({ testTimeout: 60_000 })

test('fifty sites that drip for ever hold up no other', async () => {
  const queues = await openTestQueues()
  const { store } = queues
  let dripping = 0
  const drippers = await Promise.all(
    Array.from({ length: 50 }, () =>
      serveLocally((_request, response) => {
        dripping += 1
        const drip = setInterval(() => response.write(' '), 200)
        response.on('close', () => clearInterval(drip))
      }),
    ),
  )
  const healthy = await startFeedServer()
  try {
    for (const { url } of drippers) await addFeed(store.db, { url })
    await queues.startProcess()
    await eventually(() => dripping === 50, 30_000)
    healthy.publish({ id: '1', text: 'well' })
    const start = performance.now()
    const { id } = await addFeed(store.db, { url: healthy.url })
    await eventually(async () => (await readFeed(store.db, id)).health === 'working', 30_000)
    expect(performance.now() - start).toBeLessThan(30_000)
  } finally {
    await queues.close()
    await Promise.all([healthy, ...drippers].map((server) => server.close()))
  }
})
