import { z } from 'zod'
import { newBrand } from './brand.ts'
import { newFeed } from './feed.ts'
import { email, newPassword, personName } from './person.ts'

/** Everything the first-run wizard saves, in one transaction: the first admin, the first brand and its feeds. */
export const firstRun = z.strictObject({
  admin: z.strictObject({ name: personName, email, password: newPassword }),
  brand: newBrand,
  feeds: z.array(newFeed).min(1, 'Add at least one feed.').max(20),
})
