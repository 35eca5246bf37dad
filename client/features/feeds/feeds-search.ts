import { z } from 'zod'

/** How a feed stands, in one word: its health, or what explains it better. */
export const standings = ['failing', 'blocked', 'silent', 'waiting', 'listening', 'working', 'off'] as const
export type Standing = (typeof standings)[number]

/** Which feeds the list shows; a part of the screen's address. */
export const feedFilter = z.object({
  find: z.string().max(200).optional(),
  standing: z.enum(standings).optional(),
  source: z.string().max(40).optional(),
})
export type FeedFilter = z.infer<typeof feedFilter>
