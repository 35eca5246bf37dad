import { setTimeout as sleep } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { silentLog } from '../../../../shared/runtime/log.ts'
import { createShutdown } from '../../../../shared/runtime/shutdown.ts'

const noted = () => {
  const ends: string[] = []
  return { ends, end: (name: string) => async () => void ends.push(name) }
}

test('what was started last ends first, and once', async () => {
  const { ends, end } = noted()
  const shutdown = createShutdown(silentLog)
  shutdown.add('first', end('first'))
  await shutdown.start('second', async () => ({ close: end('second') }))
  await Promise.all([shutdown.run(), shutdown.run()])
  expect(ends).toEqual(['second', 'first'])
})

test('one that hangs or fails keeps nobody from being ended', async () => {
  const { ends, end } = noted()
  const shutdown = createShutdown(silentLog)
  shutdown.add('database', end('database'))
  shutdown.add('hangs', () => new Promise(() => undefined), 50)
  shutdown.add('fails', () => Promise.reject(new Error('no')))
  await shutdown.run()
  expect(ends).toEqual(['database'])
})

test('all together have a deadline, of which each keeps its part', async () => {
  const { ends, end } = noted()
  const shutdown = createShutdown(silentLog, 1_200)
  shutdown.add('database', end('database'))
  shutdown.add('hangs', () => new Promise(() => undefined), 60_000)
  const began = Date.now()
  await shutdown.run()
  expect(ends).toEqual(['database'])
  expect(Date.now() - began).toBeLessThan(1_000)
})

test('what is half started when the end begins is ended too, and nothing more is started', async () => {
  const { ends, end } = noted()
  const shutdown = createShutdown(silentLog)
  const start = async () => {
    await sleep(50)
    return { close: end('half started') }
  }
  const starting = shutdown.start('slow', start)
  const refused = expect(starting).rejects.toThrow('abort')
  await shutdown.run()
  await refused
  await expect(shutdown.start('later', start)).rejects.toThrow('abort')
  expect(ends).toEqual(['half started'])
})

test('what does not start is nothing to end', async () => {
  const shutdown = createShutdown(silentLog)
  await expect(shutdown.start('broken', () => Promise.reject(new Error('no disk')))).rejects.toThrow(
    'no disk',
  )
  await shutdown.run()
})
