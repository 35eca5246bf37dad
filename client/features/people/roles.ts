import type { Person, PersonRole } from '../../../shared/contract/person.ts'

/** What each role is for, in the words of the picker. */
export const roleWords: Record<PersonRole, { name: string; may: string }> = {
  agent: { name: 'Agent', may: 'Takes mentions, answers them, sees Pulse.' },
  manager: {
    name: 'Manager',
    may: 'Does what agents do, moves the mentions of others, sees the health of feeds.',
  },
  admin: { name: 'Admin', may: 'Does everything: brands, feeds and people too.' },
}

/** Why somebody's role cannot be changed or the person be disabled; null when both can. */
export function whyLocked(person: Person, viewerId: number, people: readonly Person[]): string | null {
  const admins = people.filter(({ role, disabled }) => role === 'admin' && !disabled)
  if (admins.length === 1 && admins[0]?.id === person.id)
    return person.id === viewerId
      ? 'You are the only admin. Make somebody else an admin before you change your role.'
      : 'This is the only admin. Make somebody else an admin first.'
  if (person.id === viewerId)
    return 'Your own role can only be changed by another admin, so that you cannot lock yourself out.'
  return null
}

/** People who can sign in first, then by name. */
export function inOrder(people: readonly Person[]): Person[] {
  return people.toSorted((a, b) => Number(a.disabled) - Number(b.disabled) || a.name.localeCompare(b.name))
}
