import { z } from 'zod'
import { cleanItem, plainText } from '../../clean-item.ts'
import type { Item } from '../../item.ts'

const count = z.number().nullish()
const words = z.string().nullish()

const ownStatus = z.object({
  id: z.string().min(1).max(100),
  uri: words,
  url: words,
  created_at: z.string(),
  visibility: words,
  spoiler_text: words,
  content: words,
  language: words,
  replies_count: count,
  reblogs_count: count,
  quotes_count: count,
  favourites_count: count,
  in_reply_to_id: words,
  account: z.object({
    acct: words,
    username: words,
    display_name: words,
    url: words,
    note: words,
    followers_count: count,
    indexable: z.boolean().nullish(),
    noindex: z.boolean().nullish(),
  }),
  media_attachments: z
    .array(z.object({ url: words, remote_url: words, description: words }))
    .nullish()
    .catch([]),
  poll: z
    .object({ options: z.array(z.object({ title: words })) })
    .nullish()
    .catch(null),
})

/** A post as Mastodon, GoToSocial, Pleroma and their kin give it, as far as it is used. */
export const mastodonStatus = ownStatus.extend({ reblog: ownStatus.nullish() })
export type MastodonStatus = z.infer<typeof mastodonStatus>
type OwnStatus = z.infer<typeof ownStatus>

/** What authors ask for: not to be found by searching (`search`), or not to be read by machines at all (`machines`). */
export type Respect = 'search' | 'machines'

/** Why a post is not listened to, or null. */
export function leftOut({ reblog, ...status }: MastodonStatus, respect: Respect): 'private' | 'wish' | null {
  const { visibility, account } = reblog ?? status
  if (visibility !== null && visibility !== undefined && !['public', 'unlisted'].includes(visibility)) {
    return 'private'
  }
  if (/#(?:<span>)?no(?:bots?|index|archive)\b/i.test(account.note ?? '')) return 'wish'
  return respect === 'search' && (account.noindex === true || account.indexable === false) ? 'wish' : null
}

/** `base`: the instance that was asked, whose ids these are. */
export function itemOfStatus({ reblog, ...own }: MastodonStatus, base: string, now: Date): Item {
  const status: OwnStatus = reblog ?? own
  const { account } = status
  const pictures = status.media_attachments ?? []
  const shares = [status.reblogs_count, status.quotes_count].filter((number) => typeof number === 'number')
  return cleanItem(
    {
      externalId: status.uri || status.url || status.id,
      identity: status.uri || status.url,
      url: status.url || status.uri,
      title: status.spoiler_text,
      text: [
        plainText(status.content ?? ''),
        ...(status.poll?.options ?? []).map(({ title }) => `- ${title ?? ''}`),
        ...pictures.flatMap(({ description }) => description ?? []),
      ].join('\n'),
      author: account.display_name || account.username || account.acct,
      authorUrl: account.url,
      publishedAt: status.created_at,
      language: status.language,
      // Replies know what they answer, not where their conversation began.
      threadKey: `${base}/statuses/${status.in_reply_to_id ?? status.id}`,
      potentialReach: account.followers_count,
      engagement: {
        likes: status.favourites_count,
        shares: shares.length === 0 ? undefined : shares.reduce((sum, number) => sum + number, 0),
        replies: status.replies_count,
      },
      media: pictures.map(({ url, remote_url: remote }) => url || remote),
    },
    now,
  )
}
