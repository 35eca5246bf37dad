import { z } from 'zod'
import { Problem } from '../../../../runtime/problem.ts'

const access = z.object({ local: z.string().nullish(), remote: z.string().nullish() }).nullish()

/** What an instance says of itself (`/api/v2/instance`), as far as it is used. */
export const mastodonInstance = z.object({
  title: z.string().nullish(),
  configuration: z
    .object({ timelines_access: z.object({ hashtag_feeds: access }).nullish() })
    .nullish()
    .catch(null),
})
export type MastodonInstance = z.infer<typeof mastodonInstance>

const hashtags = (instance: MastodonInstance) => instance.configuration?.timelines_access?.hashtag_feeds

/** What the instance withholds of its hashtags though it answers. */
export function withheld(instance: MastodonInstance, host: string, hasToken: boolean): string[] {
  const { local = 'public', remote = 'public' } = hashtags(instance) ?? {}
  const isOpen = (who: string | null) => who === 'public' || (who === 'authenticated' && hasToken)
  if (isOpen(local) && !isOpen(remote))
    return [`${host} shows only what its own people write, nothing from other servers.`]
  if (!isOpen(local) && isOpen(remote)) return [`${host} shows only what comes from other servers.`]
  return []
}

/** Why an instance refuses its hashtags, in words that say what helps. */
export function refusal(instance: MastodonInstance | null, host: string, hasToken: boolean): Problem {
  const said = instance === null ? null : hashtags(instance)
  const who = [said?.local, said?.remote]
  const elsewhere = 'Or listen to this hashtag on another instance, such as mastodon.social.'
  if (hasToken) {
    return new Problem(
      'feed_needs_credential',
      `${host} does not accept the stored token. Make a new one there that may read statuses (read:statuses).`,
    )
  }
  if (who.every((word) => word === 'disabled')) {
    return new Problem(
      'feed_needs_credential',
      `${host} has switched off its hashtag pages for everybody but its moderators. ${elsewhere.replace('Or l', 'L')}`,
    )
  }
  return new Problem(
    'feed_needs_credential',
    `${host} shows hashtags only to people with an account there: it needs a token that may read statuses (read:statuses). ${elsewhere}`,
  )
}
