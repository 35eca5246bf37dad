import type { Selectable } from 'kysely'
import type { Person } from '../../contract/person.ts'
import type { Tables } from '../../database/tables.ts'

/** The columns that `toPerson` needs; the password hash is not among them. */
export const personColumns = ['id', 'email', 'name', 'role', 'disabled_at', 'created_at'] as const
export type PersonRow = Pick<Selectable<Tables['person']>, (typeof personColumns)[number]>

/** A row as the contract shows it. */
export function toPerson(row: PersonRow): Person {
  return {
    id: row.id,
    name: row.name,
    email: row.email,
    role: row.role,
    disabled: row.disabled_at !== null,
    createdAt: row.created_at.toISOString(),
  }
}
