import { ProblemError } from '../../lib/problem-error.ts'

export const steps = ['you', 'brand', 'feed'] as const
export type Step = (typeof steps)[number]

/** The step whose fields an error of the last call is about; null when it is about none. */
export function stepOf(error: unknown): Step | null {
  if (!(error instanceof ProblemError)) return null
  const paths = error.fields.map(({ path }) => path)
  if (paths.some((path) => /(^|\/)(email|password)$/.test(path))) return 'you'
  if (paths.some((path) => /(^|\/)queries(\/|$)/.test(path) || path === 'brand/name')) return 'brand'
  if (paths.some((path) => /(^|\/)url$/.test(path))) return 'feed'
  return null
}
