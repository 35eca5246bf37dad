import { sql } from 'kysely'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { openTestStore, type TestStore } from '../../../support/store.ts'

let store: TestStore
beforeAll(async () => {
  store = await openTestStore(1)
})
afterAll(() => store.close())

const prepared = async (text: string) => {
  const { rows } = await store.pool.query<{ name: string }>(
    `SELECT name FROM pg_prepared_statements WHERE statement = '${text}'`,
  )
  return rows.length
}

it('prepares a statement once it was sent again and again, and goes on answering each as asked', async () => {
  const text = 'SELECT $1::integer + 1 AS sum'
  const answers: number[] = []
  const seen: number[] = []
  for (let n = 0; n < 8; n += 1) {
    const { rows } = await store.pool.query<{ sum: number }>(text, [n])
    answers.push(rows[0]!.sum)
    seen.push(await prepared(text))
  }
  expect(answers).toEqual([1, 2, 3, 4, 5, 6, 7, 8])
  expect(seen).toEqual([0, 0, 0, 0, 1, 1, 1, 1])
})

it('does the same for what kysely sends', async () => {
  for (let n = 0; n < 8; n += 1) {
    const { rows } = await sql<{ twice: number }>`SELECT ${n}::integer * 2 AS twice`.execute(store.db)
    expect(rows).toEqual([{ twice: n * 2 }])
  }
  expect(await prepared('SELECT $1::integer * 2 AS twice')).toBe(1)
})

it('tells of errors as before, and the connection is good afterwards', async () => {
  const text = 'SELECT 10 / $1::integer AS part'
  for (let n = 0; n < 8; n += 1)
    await expect(store.pool.query(text, [0])).rejects.toMatchObject({ code: '22012' })
  await expect(store.pool.query(text, [5])).resolves.toMatchObject({ rows: [{ part: 2 }] })
  expect(await prepared(text)).toBe(1)
})

it('does not fill a connection’s memory with statements that never end being new', async () => {
  for (let round = 0; round < 5; round += 1)
    for (let n = 0; n < 200; n += 1) await store.pool.query(`SELECT $1::integer AS n${n}`, [n])
  const { rows } = await store.pool.query<{ count: number }>('SELECT count(*) FROM pg_prepared_statements')
  expect(rows[0]!.count).toBeGreaterThan(100)
  expect(rows[0]!.count).toBeLessThanOrEqual(150)
})
