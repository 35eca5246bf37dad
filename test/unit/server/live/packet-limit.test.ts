import { EventEmitter } from 'node:events'
import { expect, test } from 'vitest'
import { limitPackets } from '../../../../server/live/packet-limit.ts'

test('twenty packets a second are let through, second after second; one more closes the connection', () => {
  let now = 0
  let closed = 0
  const raw = Object.assign(new EventEmitter(), { close: () => void (closed += 1) })
  limitPackets(raw, () => now)
  for (let second = 0; second < 5; second += 1) {
    for (let packet = 0; packet < 20; packet += 1) raw.emit('packet')
    expect(closed).toBe(0)
    now += 1_000
  }
  for (let packet = 0; packet < 21; packet += 1) raw.emit('packet')
  expect(closed).toBe(1)
})
