import { afterEach, beforeEach, expect, it } from 'vitest'
import { createSessionReader } from '../../../../../shared/domain/people/sessions.ts'
import { addPerson, openTestStore, type TestStore } from '../../../../support/store.ts'

type Data = { personId: number; views: number }

let store: TestStore
let statements: number
beforeEach(async () => {
  store = await openTestStore()
  const [lena, gone] = [await addPerson(store, 'Lena'), await addPerson(store, 'Gone')]
  await store.pool.query('UPDATE person SET disabled_at = now() WHERE id = $1', [gone.id])
  await store.pool.query(
    `INSERT INTO session (sid, sess, expire) VALUES
      ('lena', json_build_object('personId', $1::bigint, 'views', 1), now() + interval '1 hour'),
      ('gone', json_build_object('personId', $2::bigint, 'views', 2), now() + interval '1 hour'),
      ('over', json_build_object('personId', $1::bigint, 'views', 3), now())`,
    [lena.id, gone.id],
  )
  statements = 0
})
afterEach(() => store.close())

const reader = () =>
  createSessionReader<Data>({
    query: (text: string, values: unknown[]) => {
      statements += 1
      return store.pool.query(text, values)
    },
  } as typeof store.pool)

it('answers many who ask at once by few statements, each with what it asked for', async () => {
  const read = reader()
  const keys = ['lena', 'gone', 'over', 'nobody', 'lena']
  const asked = Array.from({ length: 100 }, (_, n) => keys[n % keys.length]!)
  const kept = await Promise.all(asked.map(read))
  for (const [n, key] of asked.entries()) {
    if (key === 'lena') expect(kept[n]).toMatchObject({ data: { views: 1 }, person: { name: 'Lena' } })
    else if (key === 'gone') expect(kept[n]).toMatchObject({ data: { views: 2 }, person: null })
    else expect(kept[n]).toBeNull()
  }
  expect(statements).toBeLessThanOrEqual(4)
})

it('gives everybody a copy of their own', async () => {
  const read = reader()
  const copies = await Promise.all(Array.from({ length: 10 }, () => read('lena')))
  for (const copy of copies) copy!.data.views += 1
  expect(copies.map((copy) => copy!.data.views)).toEqual(Array.from({ length: 10 }, () => 2))
})

it('sees what has changed by the time of asking', async () => {
  const read = reader()
  await read('lena')
  await store.pool.query(`DELETE FROM session WHERE sid = 'lena'`)
  expect(await read('lena')).toBeNull()
})

it('tells everybody who asked of a failure, and goes on afterwards', async () => {
  const read = reader()
  await store.pool.query('ALTER TABLE session RENAME TO elsewhere')
  const told = await Promise.allSettled(Array.from({ length: 20 }, () => read('lena')))
  expect(told.map(({ status }) => status)).toEqual(Array.from({ length: 20 }, () => 'rejected'))
  await store.pool.query('ALTER TABLE elsewhere RENAME TO session')
  expect(await read('lena')).not.toBeNull()
})
