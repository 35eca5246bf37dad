import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { act, cleanup, renderHook, waitFor } from '@testing-library/react'
import type { PropsWithChildren } from 'react'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { usePreview } from '../../../client/lib/preview.ts'
import { ProblemError, type ClientProblemCode } from '../../../client/lib/problem-error.ts'

beforeEach(() => void vi.useFakeTimers({ shouldAdvanceTime: true }))
afterEach(() => {
  cleanup()
  vi.useRealTimers()
})

const problem = (paths: readonly string[], code: ClientProblemCode = 'invalid_query') =>
  new ProblemError(code, 'No', { fields: paths.map((path) => ({ path, message: 'No' })) })

/** Somebody who writes, and a server that answers when it is told to. */
function writing(first: string) {
  const asked: { text: string; answer: PromiseWithResolvers<string> }[] = []
  const client = new QueryClient()
  const wrapper = ({ children }: PropsWithChildren) => (
    <QueryClientProvider client={client}>{children}</QueryClientProvider>
  )
  const hook = renderHook(
    ({ text }) =>
      usePreview(text === '' ? null : { text }, {
        key: ['test'],
        field: 'text',
        ask: ({ text: wanted }) => {
          const answer = Promise.withResolvers<string>()
          asked.push({ text: wanted, answer })
          return answer.promise
        },
      }),
    { wrapper, initialProps: { text: first } },
  )
  return {
    asked,
    now: () => hook.result.current,
    write: (text: string) => hook.rerender({ text }),
    pause: () => act(() => vi.advanceTimersByTimeAsync(400)),
    answer: (index: number, with_: string | Error) =>
      act(async () => {
        if (typeof with_ === 'string') asked[index]!.answer.resolve(with_)
        else asked[index]!.answer.reject(with_)
        await vi.advanceTimersByTimeAsync(1)
      }),
  }
}

it('asks when typing pauses, and shows the answer before until the next one is here', async () => {
  const one = writing('')
  await one.pause()
  expect(one.asked).toEqual([])
  expect(one.now()).toMatchObject({ preview: undefined, waiting: false, error: null })
  for (const text of ['s', 'si', 'sic']) one.write(text)
  expect(one.now().waiting).toBe(true)
  await one.pause()
  expect(one.asked.map(({ text }) => text)).toEqual(['sic'])
  await one.answer(0, 'sic is in 3')
  await waitFor(() => expect(one.now()).toMatchObject({ preview: 'sic is in 3', waiting: false }))
  one.write('sick')
  expect(one.now()).toMatchObject({ preview: 'sic is in 3', ofThis: false, waiting: true })
  await one.pause()
  await one.answer(1, 'sick is in 2')
  await waitFor(() => expect(one.now()).toMatchObject({ preview: 'sick is in 2', waiting: false }))
  one.write('')
  expect(one.now()).toMatchObject({ preview: undefined, waiting: false })
})

it('is of what is written while it is counted anew, and of nothing else', async () => {
  const one = writing('sick')
  await one.pause()
  expect(one.now()).toMatchObject({ preview: undefined, ofThis: false })
  await one.answer(0, 'sick is in 2')
  await waitFor(() => expect(one.now()).toMatchObject({ ofThis: true, waiting: false }))
  act(() => one.now().refetch())
  await waitFor(() =>
    expect(one.now()).toMatchObject({ preview: 'sick is in 2', ofThis: true, waiting: true }),
  )
  await one.answer(1, 'sick is in 3')
  await waitFor(() => expect(one.now()).toMatchObject({ preview: 'sick is in 3', ofThis: true }))
  one.write('sick of')
  expect(one.now()).toMatchObject({ preview: 'sick is in 3', ofThis: false })
  await one.pause()
  expect(one.now()).toMatchObject({ preview: 'sick is in 3', ofThis: false })
  await one.answer(2, problem(['entry/text']))
  await waitFor(() => expect(one.now()).toMatchObject({ preview: undefined, ofThis: false }))
})

it('tells what is wrong with the field from what is wrong with the asking', async () => {
  const one = writing('"sick')
  await one.pause()
  await one.answer(0, problem(['entry/text', 'other', 'other/text']))
  await waitFor(() => expect(one.now().problem?.path).toBe('entry/text'))
  expect(one.now()).toMatchObject({ preview: undefined, error: null })
  expect(one.now().problems.map(({ path }) => path)).toEqual(['entry/text', 'other/text'])
  one.write('sick')
  expect(one.now().problem).toBeUndefined()
  await one.pause()
  const refused = problem(['brandId'], 'not_found')
  await one.answer(1, refused)
  await waitFor(() => expect(one.now()).toMatchObject({ error: refused, problem: undefined }))
  act(() => one.now().refetch())
  await one.pause()
  await one.answer(2, 'sick is in 2')
  await waitFor(() => expect(one.now()).toMatchObject({ preview: 'sick is in 2', error: null }))
})
