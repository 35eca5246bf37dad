import pg from 'pg'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { fieldsOf, toProblem } from '../../../../server/http/problems.ts'
import { Problem } from '../../../../shared/runtime/problem.ts'

const coded = (code: string, more: object = {}) => Object.assign(new Error('it broke'), { code, ...more })

describe('what leaves as a problem', () => {
  test.each([
    ['a full disk, said by PostgreSQL', coded('53100'), 'disk_full', 507],
    ['a full disk, said by the system', coded('ENOSPC'), 'disk_full', 507],
    ['PostgreSQL not there', coded('ECONNREFUSED', { syscall: 'connect' }), 'database_unavailable', 503],
    ['its socket not there', coded('ENOENT', { syscall: 'connect' }), 'database_unavailable', 503],
    ['PostgreSQL shutting down', coded('57P01'), 'database_unavailable', 503],
    ['PostgreSQL starting', coded('57P03'), 'database_unavailable', 503],
    ['no connection left', coded('53300'), 'database_unavailable', 503],
    ['a statement that took too long', coded('57014'), 'took_too_long', 504],
    ['a connection that ended', new Error('Connection terminated unexpectedly'), 'database_unavailable', 503],
    [
      'no connection in time',
      new Error('timeout exceeded when trying to connect'),
      'database_unavailable',
      503,
    ],
    ['text with a NUL', coded('22021'), 'invalid_request', 400],
    ['a file that is missing', coded('ENOENT', { syscall: 'open' }), 'unexpected', 500],
    ['a mistake of ours', new TypeError('x is not a function'), 'unexpected', 500],
    ['something thrown that is no error', undefined, 'unexpected', 500],
  ])('%s', (_, error, code, status) => {
    const problem = toProblem(error)
    expect(problem).toMatchObject({ code, status })
    expect(JSON.stringify(problem.toDocument())).not.toMatch(/it broke|x is not|terminated|exceeded/)
  })

  test('a real refusal of a connection', async () => {
    const pool = new pg.Pool({ connectionString: 'postgres://nobody@127.0.0.1:1/none' })
    const error = await pool.query('SELECT 1').catch((one: unknown) => one)
    expect(toProblem(error).code).toBe('database_unavailable')
    await pool.end()
  })

  test('a problem stays what it is', () => {
    const problem = new Problem('already_owned', 'Ben has it.', { facts: { owner: 'Ben' } })
    expect(toProblem(problem)).toBe(problem)
  })
})

describe('fields', () => {
  test('are named by their place, unknown ones each by itself', () => {
    const schema = z.strictObject({ list: z.array(z.strictObject({ text: z.string('Say it.') })) })
    const { error } = schema.safeParse({ list: [{ text: 1, 'a/b': 1, c: 2 }], d: 3 })
    expect(fieldsOf(error!)).toEqual([
      { path: 'list/0/text', message: 'Say it.' },
      { path: 'list/0/a~1b', message: 'There is no such field here.' },
      { path: 'list/0/c', message: 'There is no such field here.' },
      { path: 'd', message: 'There is no such field here.' },
    ])
  })
})
