import { readdirSync } from 'node:fs'
import { expect, test } from 'vitest'
import { jobNames } from '../../../shared/jobs/catalogue.ts'
import { defineHandler } from '../../../workers/handler.ts'
import { bindHandlers, handlers } from '../../../workers/handlers.ts'

test('each job of the catalogue has exactly one handler, in a file of its name', () => {
  expect([...bindHandlers(handlers).keys()].toSorted()).toEqual(jobNames.toSorted())
  const files = readdirSync(new URL('../../../workers/', import.meta.url))
  expect(files).toEqual(expect.arrayContaining(jobNames.map((name) => `${name}.ts`)))
})

test('a job without a handler, or with two, is refused by name', () => {
  const sweepless = handlers.filter((handler) => handler.name !== 'sweep')
  const second = defineHandler({ name: 'sweep', run: async () => undefined })
  const stranger = { ...second, name: 'mow-lawn' as 'sweep' }
  expect(() => bindHandlers(sweepless)).toThrow('“sweep” has no handler')
  expect(() => bindHandlers([...handlers, second])).toThrow('“sweep” has two handlers')
  expect(() => bindHandlers([...handlers, stranger])).toThrow('“mow-lawn” is not in the catalogue')
})
