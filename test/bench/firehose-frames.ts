import { benchItems, brandName, numbers } from './matching-texts.ts'

const cid = 'bafyreif7cmhmrjha6xeono5e6zf6gmzwea6yza7ruuy4ebpgagjv5gitwa'
/** Of posts: how many name a brand that some query asks for. */
const namingShare = 0.005

/**
 * Messages as Jetstream sends them, in a mix like Bluesky's: short and long posts, half of them answers, every fourth
 * with pictures, every tenth with a link's page, one in ten without spaces, some of them about one of the `brands`;
 * and a deletion now and then.
 */
export function firehoseFrames(count: number, brands: number): Buffer[] {
  const next = numbers(7)
  // Every third speaks of no brand.
  const texts = benchItems(1500, [0])
    .filter((_, at) => at % 3 === 0)
    .map(({ text }) => text)
  const uri = () => `at://did:plc:${key(24)}/app.bsky.feed.post/${key(13)}`
  const key = (length: number) =>
    Array.from({ length }, () => 'abcdefghijklmnopqrstuvwxyz234567'[Math.floor(next() * 32)]).join('')

  function text(): string {
    const whole = texts[Math.floor(next() * texts.length)]!
    const length = 15 + Math.floor(next() ** 2 * 285)
    const from = Math.floor(next() * Math.max(1, whole.length - length))
    const part = whole.slice(from, from + length)
    const named = next() < namingShare ? `${brandName(Math.floor(next() * brands))} ` : ''
    return next() < 0.2 ? `${named}${part}\n\n“quoted” 🙂` : named + part
  }

  function embed(): object {
    const kind = next()
    if (kind < 0.25) {
      const image = { $type: 'blob', ref: { $link: cid }, mimeType: 'image/jpeg', size: 152_656 }
      const alt = next() < 0.3 ? text() : ''
      return {
        embed: {
          $type: 'app.bsky.embed.images',
          images: [{ alt, aspectRatio: { height: 2000, width: 1500 }, image }],
        },
      }
    }
    if (kind < 0.35) {
      const external = {
        description: text(),
        title: text().slice(0, 80),
        uri: `https://news.example/${key(20)}`,
      }
      return { embed: { $type: 'app.bsky.embed.external', external } }
    }
    return {}
  }

  return Array.from({ length: count }, (_, at) => {
    const isDeletion = at % 40 === 39
    const record = {
      $type: 'app.bsky.feed.post',
      createdAt: '2026-11-20T02:34:57.198Z',
      ...embed(),
      langs: ['en'],
      ...(next() < 0.5 && { reply: { parent: { cid, uri: uri() }, root: { cid, uri: uri() } } }),
      text: text(),
    }
    const commit = {
      rev: key(13),
      operation: isDeletion ? 'delete' : 'create',
      collection: 'app.bsky.feed.post',
      rkey: key(13),
      ...(!isDeletion && { record, cid }),
    }
    return Buffer.from(
      JSON.stringify({
        did: `did:plc:${key(24)}`,
        time_us: 1_735_007_698_011_970 + at,
        kind: 'commit',
        commit,
      }),
    )
  })
}
