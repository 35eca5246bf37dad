import { z } from 'zod'
import { choice, optional, searchWords, siteAddress } from '../../config-fields.ts'

/** What a feed of Mastodon is: a hashtag or a search, on an instance. */
export const mastodonConfig = z
  .strictObject({
    instance: siteAddress('mastodon.social', /\/(?:tags|explore|public|search|about|home|@[^/]*)(?:\/|$)/),
    tag: optional(
      z
        .string()
        .trim()
        .transform((tag) => tag.replace(/^#+/, ''))
        .refine((tag) => /^(?=.*[\p{L}_])[\p{L}\p{M}\p{N}_·]{1,100}$/u.test(tag), {
          error: 'must be one word of letters and digits, such as #acme',
        }),
    ),
    search: optional(searchWords('words to search for, such as "acme cloud"')),
    respect: choice(['machines', 'search']),
  })
  .superRefine(({ tag, search }, context) => {
    if (tag === undefined && search === undefined) {
      context.addIssue({ code: 'custom', path: ['tag'], message: 'must be a hashtag, such as #acme' })
    }
    if (tag !== undefined && search !== undefined) {
      const message = 'must be empty when there is a hashtag: add another feed for the search'
      context.addIssue({ code: 'custom', path: ['search'], message })
    }
  })

export type MastodonConfig = z.infer<typeof mastodonConfig>
