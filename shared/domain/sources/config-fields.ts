import { z } from 'zod'
import type { SourceField } from '../../contract/source.ts'

/** A field that may be left empty, which forms send as ''. */
export const optional = <Schema extends z.ZodType>(schema: Schema) =>
  z.preprocess(
    (given) => (typeof given === 'string' && given.trim() === '' ? undefined : given),
    schema.optional(),
  )

/**
 * The address of a site, as people give it: a bare host means https, and a page of the site, which begins as `pages`
 * says, means the site. Comes out without a slash at the end.
 */
export const siteAddress = (example: string, pages?: RegExp) =>
  z.string(`must be the address of the site, such as ${example}`).transform((given, context) => {
    const trimmed = given.trim()
    const address = /^[a-z][a-z\d+.-]*:\/\//i.test(trimmed) ? trimmed : `https://${trimmed}`
    const url = URL.canParse(address) ? new URL(address) : null
    const wrong = (message: string) => {
      context.addIssue({ code: 'custom', message })
      return z.NEVER
    }
    if (url === null || trimmed === '' || !/^https?:$/.test(url.protocol)) {
      return wrong(`must be the address of the site, such as ${example}`)
    }
    if (url.username !== '' || url.password !== '') {
      return wrong('must not hold a name or password; a token has a field of its own')
    }
    const page = pages === undefined ? -1 : url.pathname.search(pages)
    const path = page === -1 ? url.pathname : url.pathname.slice(0, page)
    return url.origin + path.replace(/\/+$/, '')
  })

/** Where an API is reached, when that is not where everybody reaches it. */
export const endpointAddress = (standard: string) =>
  optional(siteAddress(standard)).transform((given) => given ?? standard)

/** The field of a form that asks for such an address; rarely needed. */
export const endpointField = (label: string, help: string, standard: string): SourceField => ({
  name: 'endpoint',
  label,
  help,
  kind: 'address',
  required: false,
  placeholder: standard,
  advanced: true,
})

/** Words to search for. */
export const searchWords = (what: string) =>
  z
    .string(`must be ${what}`)
    .trim()
    .min(2, 'must be at least two characters')
    .max(200, 'must be at most 200 characters')

/** One of a few values; empty means the first. */
export const choice = <Value extends string>(values: readonly [Value, ...Value[]]) =>
  optional(z.enum(values, `must be one of ${values.join(', ')}`)).transform((given) => given ?? values[0])

/** A brand's name as a phrase, in the way that most searches understand. */
export const asPhrase = (name: string) => `"${name.replaceAll('"', '').trim()}"`
