import type { Engagement, Item } from '../../item.ts'
import { cleanItem } from '../../clean-item.ts'

/** Who wrote a post, as far as it is known. */
export type BlueskyAuthor = { did: string; handle: string | null; followers: number | null }

export const postCollection = 'app.bsky.feed.post'

/** The global id of a post. */
export const postUri = (did: string, rkey: string): string => `at://${did}/${postCollection}/${rkey}`

type Fields = Record<string, unknown>
const fieldsOf = (value: unknown): Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : {}
const listOf = (value: unknown): unknown[] => (Array.isArray(value) ? value : [])
const textOf = (value: unknown): string => (typeof value === 'string' ? value : '')

/** What a post says: its text, the page that it shows, and what its pictures show to those who cannot see them. */
export function textOfPost(record: unknown): string {
  const { text, embed } = fieldsOf(record)
  const said = textOf(text)
  if (embed === undefined) return said
  const { external, pictures, video } = partsOf(embed)
  const shown = [textOf(external.title), textOf(external.uri)].filter((line) => line !== '').join('\n')
  const described = [...pictures, video].map((one) => textOf(one.alt).trim())
  return [said, shown, ...described].filter((part) => part !== '').join('\n\n')
}

/** The parts of an embed, also of one that quotes a post and carries something besides. */
function partsOf(embed: unknown): { external: Fields; pictures: Fields[]; video: Fields } {
  const outer = fieldsOf(embed)
  const inner = outer.media === undefined ? outer : fieldsOf(outer.media)
  return {
    external: fieldsOf(inner.external),
    pictures: listOf(inner.images).map(fieldsOf),
    video: inner.video === undefined ? {} : inner,
  }
}

function mediaOf(embed: unknown, did: string): string[] {
  const { external, pictures, video } = partsOf(embed)
  const link = (blob: unknown) => textOf(fieldsOf(fieldsOf(blob).ref).$link)
  const cdn = (kind: string, blob: unknown) =>
    link(blob) === '' ? null : `https://cdn.bsky.app/img/${kind}/plain/${did}/${link(blob)}@jpeg`
  const film = link(video.video)
  return [
    ...pictures.map(({ image }) => cdn('feed_fullsize', image)),
    cdn('feed_thumbnail', external.thumb),
    film === '' ? null : `https://video.bsky.app/watch/${encodeURIComponent(did)}/${film}/thumbnail.jpg`,
  ].filter((address) => address !== null)
}

/**
 * A post as an item. Its permalink names the account by its DID, which stays when the handle changes.
 * @param heardAt bounds when it can have been written: the writer's clock may run ahead.
 */
export function itemOfPost(
  post: { rkey: string; author: BlueskyAuthor; record: unknown; engagement?: Engagement },
  heardAt = new Date(),
): Item {
  const { rkey, author, record } = post
  const { langs, reply, createdAt, embed } = fieldsOf(record)
  const uri = postUri(author.did, rkey)
  const root = textOf(fieldsOf(fieldsOf(reply).root).uri)
  return cleanItem(
    {
      externalId: uri,
      identity: uri,
      url: `https://bsky.app/profile/${author.did}/post/${rkey}`,
      text: textOfPost(record),
      author: author.handle ?? author.did,
      authorUrl: `https://bsky.app/profile/${author.did}`,
      publishedAt: textOf(createdAt) || heardAt,
      language: textOf(listOf(langs)[0]),
      threadKey: root.startsWith('at://') ? root : uri,
      potentialReach: author.followers,
      engagement: post.engagement ?? null,
      media: mediaOf(embed, author.did),
    },
    heardAt,
  )
}
