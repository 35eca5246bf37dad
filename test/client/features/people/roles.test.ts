import { describe, expect, it } from 'vitest'
import { inOrder, whyLocked } from '../../../../client/features/people/roles.ts'
import { suggestPassword } from '../../../../client/features/people/suggest-password.ts'
import { newPassword, type Person } from '../../../../shared/contract/person.ts'

const person = (id: number, more: Partial<Person> = {}): Person => ({
  id,
  name: `Person ${id}`,
  email: `${id}@example.org`,
  role: 'agent',
  disabled: false,
  createdAt: '2026-01-01T00:00:00.000Z',
  ...more,
})

describe('who can be changed', () => {
  const ana = person(1, { role: 'admin' })
  const ben = person(2)

  it('never the only admin who can sign in', () => {
    const gone = person(3, { role: 'admin', disabled: true })
    expect(whyLocked(ana, 1, [ana, ben, gone])).toMatch(/^You are the only admin/)
    expect(whyLocked(ana, 3, [ana, ben, gone])).toMatch(/^This is the only admin/)
    expect(whyLocked(gone, 1, [ana, ben, gone])).toBeNull()
  })

  it('not oneself, even with other admins', () => {
    const cleo = person(3, { role: 'admin' })
    expect(whyLocked(ana, 1, [ana, cleo])).toMatch(/only be changed by another admin/)
    expect(whyLocked(cleo, 1, [ana, cleo])).toBeNull()
    expect(whyLocked(ben, 1, [ana, ben])).toBeNull()
  })

  it('and those who cannot sign in stand last', () => {
    const list = [
      person(1, { name: 'Zoe' }),
      person(2, { name: 'Abe', disabled: true }),
      person(3, { name: 'Mia' }),
    ]
    expect(inOrder(list).map(({ name }) => name)).toEqual(['Mia', 'Zoe', 'Abe'])
  })
})

describe('a suggested password', () => {
  it('is long, readable, accepted, and never the same', () => {
    const many = Array.from({ length: 500 }, suggestPassword)
    for (const one of many) {
      expect(one).toMatch(/^[a-hjkmnp-z2-9]{5}(-[a-hjkmnp-z2-9]{5}){3}$/)
      expect(newPassword.safeParse(one).success).toBe(true)
    }
    expect(new Set(many).size).toBe(500)
  })
})
