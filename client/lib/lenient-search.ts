import type { z } from 'zod'

/**
 * Reads a URL's search with a schema of the contract. A part that is not right is left out instead of failing the
 * page: a link that was cut short still opens.
 */
export function lenientSearch<S extends z.ZodType>(schema: S, raw: Record<string, unknown>): z.output<S> {
  const rest = { ...raw }
  for (let attempt = 0; attempt <= Object.keys(raw).length; attempt++) {
    const parsed = schema.safeParse(rest)
    if (parsed.success) return parsed.data
    for (const issue of parsed.error.issues) {
      const wrong = issue.code === 'unrecognized_keys' ? issue.keys : [String(issue.path[0])]
      for (const key of wrong) delete rest[key]
    }
  }
  return schema.parse({})
}
