import { z } from 'zod'
import { text } from './text.ts'

export const personRoles = ['agent', 'manager', 'admin'] as const
export type PersonRole = (typeof personRoles)[number]

export const personId = z.int().positive()
export const personName = text(80).min(1, 'Give a name.')
export const email = z.email('Give an e-mail address.').max(254).toLowerCase()
/** Length rules only: composition rules make passwords worse. Common ones are refused by the server. */
export const newPassword = z
  .string()
  .min(8, 'Use at least 8 characters; 15 or more is better.')
  .max(256, 'Use at most 256 characters.')

/** How a person appears to colleagues: on rows, in history, in pickers. */
export const personRef = z.object({ id: personId, name: z.string() })
export type PersonRef = z.infer<typeof personRef>

export const person = personRef.extend({
  email: z.string(),
  role: z.enum(personRoles),
  disabled: z.boolean(),
  createdAt: z.iso.datetime(),
})
export type Person = z.infer<typeof person>

/** Who is looking: all that `can` needs to know. */
export type Viewer = { id: number; role: PersonRole }

export const signIn = z.strictObject({ email, password: z.string().min(1, 'Give your password.').max(256) })

export const newPerson = z.strictObject({
  email,
  name: personName,
  role: z.enum(personRoles),
  password: newPassword,
})

export const personChange = z.strictObject({
  name: personName.optional(),
  role: z.enum(personRoles).optional(),
  disabled: z.boolean().optional(),
  password: newPassword.optional(),
})

/** One's own password: whoever changes it knows the current one. */
export const passwordChange = z.strictObject({
  current: z.string().min(1, 'Give your current password.').max(256),
  password: newPassword,
})
