import { z } from 'zod'
import { choice, endpointAddress, searchWords } from '../../config-fields.ts'

export const standardEndpoint = 'https://api.github.com'

/** What a feed of GitHub is: a search for issues, pull requests or discussions. */
export const githubConfig = z.strictObject({
  search: searchWords('words to search for, such as acme').refine(
    (words) => !/(?:^|\s)(?:is|type|created|sort):/i.test(words),
    { error: 'must not say is:, type:, created: or sort:, which Earshot adds itself' },
  ),
  kind: choice(['all', 'issues', 'pulls', 'discussions']),
  endpoint: endpointAddress(standardEndpoint),
})
export type GithubConfig = z.infer<typeof githubConfig>

/** Where people see what the API gives. */
export const webAddress = (endpoint: string): string =>
  endpoint === standardEndpoint ? 'https://github.com' : endpoint.replace(/\/api\/v3$/, '')

/** How far a search has been read, as a moment to the second: that is how the search takes it. */
const momentOf = (seconds: number): string => new Date(seconds * 1000).toISOString().replace(/\.\d+Z$/, 'Z')

/** Moments between two marks, each of which may be open. */
export function createdBetween(from: number | null, until: number | null): string {
  const after = from === null || from <= 0 ? null : momentOf(from)
  const before = until === null ? null : momentOf(until)
  if (after !== null && before !== null) return ` created:${after}..${before}`
  if (after !== null) return ` created:>=${after}`
  return before === null ? '' : ` created:<=${before}`
}

/** What was asked for as one condition among others, whatever it is made of. */
export const grouped = (search: string): string => (/\bOR\b/.test(search) ? `(${search})` : search)
