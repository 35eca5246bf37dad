import { expect, test, vi } from 'vitest'
import { createPokeNowAndThen } from '../../../../server/http/poke-now-and-then.ts'

test('many in a stretch are one poke at its end, and the next stretch has its own', () => {
  vi.useFakeTimers()
  try {
    const poke = vi.fn()
    const tell = createPokeNowAndThen(poke, { about: 'change' }, 1000)
    for (let time = 0; time < 5; time += 1) tell()
    vi.advanceTimersByTime(999)
    expect(poke).not.toHaveBeenCalled()
    vi.advanceTimersByTime(1)
    expect(poke.mock.calls).toEqual([[{ about: 'change' }]])
    vi.advanceTimersByTime(5000)
    expect(poke).toHaveBeenCalledTimes(1)
    tell()
    vi.advanceTimersByTime(1000)
    expect(poke).toHaveBeenCalledTimes(2)
  } finally {
    vi.useRealTimers()
  }
})
