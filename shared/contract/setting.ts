import { z } from 'zod'

/** What admins set for the whole workspace. */
export const settings = z.object({
  /** Items that matched nothing are kept so many days: for backtests, and for brands that come later. */
  keptDays: z
    .int('Give a whole number of days.')
    .min(1, 'Keep them at least one day.')
    .max(60, 'Keep them at most 60 days.'),
})
export type Settings = z.infer<typeof settings>
export const settingsChange = z.strictObject(settings.partial().shape)
export type SettingsChange = z.infer<typeof settingsChange>
