import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Person, PersonRole } from '../../../../../shared/contract/person.ts'
import type { Poke } from '../../../../../shared/database/poke.ts'
import type { Store } from '../../../../../shared/database/store.ts'
import { addPerson } from '../../../../../shared/domain/people/add.ts'
import { changePerson } from '../../../../../shared/domain/people/change.ts'
import { ensureAdmin, isFirstRunNeeded } from '../../../../../shared/domain/people/first-admin.ts'
import { listColleagues, listPeople } from '../../../../../shared/domain/people/list.ts'
import { signIn } from '../../../../../shared/domain/people/sign-in.ts'
import {
  addBrand,
  addFeed,
  addMentions,
  contradictions,
  openTestStore,
  type TestStore,
} from '../../../../support/store.ts'

const password = 'correct horse battery'
let db: TestStore
let store: Store
let pokes: Poke[]
beforeEach(async () => {
  pokes = []
  db = await openTestStore()
  store = { db: db.db, poke: (poke) => pokes.push(poke) }
})
afterEach(() => db.close())

const add = (name: string, role: PersonRole = 'agent') =>
  addPerson(store.db, { name, role, password, email: `${name.toLowerCase()}@example.org` })
const openSession = ({ id }: Person, key: string) =>
  db.pool.query(`INSERT INTO session VALUES ($1, $2, now() + interval '1 day')`, [key, { personId: id }])
const sessions = async () =>
  (await db.pool.query('SELECT sid FROM session ORDER BY sid')).rows.map((row) => row.sid)

describe('adding people', () => {
  test('refuses an address that somebody has, however it is written', async () => {
    await add('Ann')
    await expect(add('ANN')).rejects.toMatchObject({ code: 'email_taken', fields: [{ path: 'email' }] })
  })

  test('refuses weak passwords', async () => {
    const body = { name: 'Bo', email: 'bo@example.org', role: 'agent' as const, password: 'password1' }
    await expect(addPerson(store.db, body)).rejects.toMatchObject({
      code: 'weak_password',
      fields: [{ path: 'password' }],
    })
  })

  test('lists everybody for admins, and those who can be given a mention for all', async () => {
    const ann = await add('Ann', 'admin')
    const bo = await add('bo')
    await changePerson(store, ann, bo.id, { disabled: true })
    expect((await listPeople(store)).map(({ name, disabled }) => [name, disabled])).toEqual([
      ['Ann', false],
      ['bo', true],
    ])
    expect(await listColleagues(store)).toEqual([{ id: ann.id, name: 'Ann' }])
  })
})

describe('changing people', () => {
  test('a new name leaves sessions alone', async () => {
    const ann = await add('Ann', 'admin')
    await openSession(ann, 'a')
    expect(await changePerson(store, ann, ann.id, { name: 'Anna' })).toMatchObject({
      name: 'Anna',
      role: 'admin',
    })
    expect(await sessions()).toEqual(['a'])
    expect(pokes).toEqual([{ about: 'setup', what: 'people' }])
  })

  test.each([{ role: 'manager' as const }, { disabled: true }, { password: 'another horse battery' }])(
    'ends the sessions of that person, and nobody else’s, with %j',
    async (change) => {
      const ann = await add('Ann', 'admin')
      const bo = await add('Bo')
      await Promise.all([openSession(ann, 'a'), openSession(bo, 'b1'), openSession(bo, 'b2')])
      await changePerson(store, ann, bo.id, change)
      expect(await sessions()).toEqual(['a'])
      expect(pokes).toContainEqual({ about: 'rights', personId: bo.id })
    },
  )

  test('a new password replaces the old one', async () => {
    const ann = await add('Ann', 'admin')
    await changePerson(store, ann, ann.id, { password: 'another horse battery' })
    await expect(signIn(store, { email: ann.email, password })).rejects.toMatchObject({
      code: 'wrong_credentials',
    })
    expect((await signIn(store, { email: ann.email, password: 'another horse battery' })).person.id).toBe(
      ann.id,
    )
  })

  test('somebody disabled can be let in again', async () => {
    const ann = await add('Ann', 'admin')
    const bo = await add('Bo')
    expect((await changePerson(store, ann, bo.id, { disabled: true })).disabled).toBe(true)
    await expect(signIn(store, { email: bo.email, password })).rejects.toMatchObject({
      code: 'wrong_credentials',
    })
    expect((await changePerson(store, ann, bo.id, { disabled: false })).disabled).toBe(false)
    expect((await signIn(store, { email: bo.email, password })).person.id).toBe(bo.id)
  })

  test('what a disabled person owned goes back into the queue', async () => {
    const ann = await add('Ann', 'admin')
    const bo = await add('Bo')
    const brandId = await addBrand(store, 'Acme')
    const feedId = await addFeed(store, 'https://acme.example/feed.xml')
    const ids = await addMentions(store, [
      { brandId, feedId, state: 'claimed', ownerId: bo.id },
      { brandId, feedId, state: 'snoozed', ownerId: bo.id },
      { brandId, feedId, state: 'claimed', ownerId: ann.id },
    ])
    await changePerson(store, ann, bo.id, { disabled: true })
    const { rows } = await db.pool.query('SELECT state, owner_id FROM mention ORDER BY id')
    expect(rows).toEqual([
      { state: 'queued', owner_id: null },
      { state: 'queued', owner_id: null },
      { state: 'claimed', owner_id: ann.id },
    ])
    expect(pokes).toContainEqual({ about: 'change' })
    const history = await db.pool.query('SELECT mention_id, actor_id, kind FROM history ORDER BY mention_id')
    expect(history.rows).toEqual(
      ids.slice(0, 2).map((id) => ({ mention_id: id, actor_id: ann.id, kind: 'release' })),
    )
    expect(await contradictions(store)).toEqual([])
  })

  test('says when there is nobody', async () => {
    const ann = await add('Ann', 'admin')
    await expect(changePerson(store, ann, 999, { name: 'X' })).rejects.toMatchObject({ code: 'not_found' })
    await expect(changePerson(store, ann, 999, { password })).rejects.toMatchObject({ code: 'not_found' })
  })
})

describe('the last admin', () => {
  test.each([{ role: 'agent' as const }, { disabled: true }])('cannot be lost by %j', async (change) => {
    const ann = await add('Ann', 'admin')
    const bo = await add('Bo', 'admin')
    await changePerson(store, ann, bo.id, { disabled: true })
    await expect(changePerson(store, ann, ann.id, change)).rejects.toMatchObject({ code: 'last_admin' })
    expect(await changePerson(store, ann, ann.id, { role: 'admin', disabled: false })).toMatchObject({
      role: 'admin',
    })
  })

  test('stays when admins demote and disable each other at the same moment', async () => {
    for (let round = 0; round < 6; round += 1) {
      await db.pool.query(`UPDATE person SET role = 'agent'`)
      const admins = await Promise.all(
        ['Ann', 'Bo', 'Cy', 'Di'].map((name) => add(`${name}${round}`, 'admin')),
      )
      const attempts = admins.map((by, index) =>
        changePerson(
          store,
          by,
          admins[(index + 1) % 4]!.id,
          index % 2 ? { disabled: true } : { role: 'agent' },
        ),
      )
      const outcomes = await Promise.allSettled(attempts)
      expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(3)
      const left = (await listPeople(store)).filter(({ role, disabled }) => role === 'admin' && !disabled)
      expect(left).toHaveLength(1)
    }
  }, 60_000)
})

describe('the admin of the environment', () => {
  const admin = { email: 'Root@Example.org', password }

  test('is made once, also by processes that start together', async () => {
    expect(await isFirstRunNeeded(store.db)).toBe(true)
    await Promise.all([ensureAdmin(store, admin), ensureAdmin(store, admin), ensureAdmin(store, admin)])
    expect(await listPeople(store)).toMatchObject([{ email: 'root@example.org', role: 'admin' }])
    expect(await isFirstRunNeeded(store.db)).toBe(false)
    expect((await signIn(store, { email: 'root@example.org', password })).person.role).toBe('admin')
  })

  test('keeps the password that it has by now', async () => {
    await ensureAdmin(store, admin)
    await ensureAdmin(store, { ...admin, password: 'something else entirely' })
    expect((await signIn(store, { email: 'root@example.org', password })).person.role).toBe('admin')
  })

  test('is refused with a weak password, before anything is made', async () => {
    await expect(ensureAdmin(store, { ...admin, password: 'password' })).rejects.toMatchObject({
      code: 'weak_password',
    })
    expect(await isFirstRunNeeded(store.db)).toBe(true)
  })

  test('is nobody when nothing is set', async () => {
    await ensureAdmin(store, undefined)
    expect(await isFirstRunNeeded(store.db)).toBe(true)
  })
})

describe('password hashing under load', () => {
  test('lets other work of the machine through', async () => {
    const ann = await add('Ann', 'admin')
    const { readFile } = await import('node:fs/promises')
    const start = performance.now()
    const signIns = Promise.all(
      Array.from({ length: 24 }, () => signIn(store, { email: ann.email, password })),
    )
    await new Promise((resolve) => setTimeout(resolve, 30))
    const asked = performance.now()
    await readFile(new URL(import.meta.url))
    const fileMs = performance.now() - asked
    await signIns
    const allMs = performance.now() - start
    expect(fileMs).toBeLessThan(allMs / 3)
  })
})
