import { z } from 'zod'

/** Parameters of routes about one thing. */
export const byId = z.object({
  id: z.coerce.number('Give a whole number.').int('Give a whole number.').positive(),
})
