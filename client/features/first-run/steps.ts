import { ProblemError } from '../../lib/problem-error.ts'

export const steps = ['brand', 'listen', 'you'] as const
export type Step = (typeof steps)[number]

/** The step whose fields an error of the last call is about; null when it is about none. */
export function stepOf(error: unknown): Step | null {
  if (!(error instanceof ProblemError)) return null
  const paths = error.fields.map(({ path }) => path)
  if (paths.some((path) => /^(admin\/)?(name|email|password)$/.test(path))) return 'you'
  if (paths.some((path) => path === 'brand/name')) return 'brand'
  if (paths.some((path) => /(^|\/)(queries|feeds|url|config|source)(\/|$)/.test(path))) return 'listen'
  return null
}

/** An error of the whole as the form of one step knows its fields: `admin/email` is that form's `email`. */
export function asOwn(error: unknown, part: 'admin' | 'brand'): unknown {
  if (!(error instanceof ProblemError)) return error
  const fields = error.fields.map((field) => ({ ...field, path: field.path.replace(`${part}/`, '') }))
  const { code, message, status, facts } = error
  return new ProblemError(code, message, { status, facts, fields })
}
