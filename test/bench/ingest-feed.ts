import type { NewBrand } from '../../shared/contract/brand.ts'
import { wordPoints } from '../../shared/domain/scoring/lexicon.ts'

const names = [
  ['lumo', 'air'],
  ['bright', 'wire'],
  ['pantry', 'post'],
  ['north', 'rail'],
  ['copper', 'bank'],
  ['tide', 'mobile'],
  ['acorn', 'energy'],
  ['velvet', 'hotels'],
  ['harbour', 'books'],
  ['quick', 'parcel'],
] as const
const topics = [
  'refund',
  'invoice',
  'delivery',
  'support',
  'app',
  'price',
  'update',
  'order',
  'shop',
  'manual',
]
const everyday =
  `the a to of and in that it is was for on with as at by this have from they we you she he my our
  there when then about after before because while again still only just over under into through every day week
  month morning evening house street city train garden kitchen water coffee paper number people friend family
  work school weather summer winter letter phone screen window door table road bridge river market music story
  picture question answer colour second minute hour line word name list page thing part place side case point
  group company service system program customer order account office meeting plan report team project result
  reason change course level area money power country world system state night life hand eye body back face
  room mother father child student teacher doctor driver player writer reader worker member president party`
    .split(/\s+/)
    .filter((word) => !wordPoints.has(word))
const moody = [...wordPoints.keys()]

export const itemBytes = 1_024

/** Ten brands with ten queries each: names, handles, words together and apart. */
export const brands: NewBrand[] = names.map(([first, second]) => ({
  name: `${first} ${second}`,
  queueThreshold: -0.1,
  queries: [
    `"${first} ${second}"`,
    `@${first}${second} OR #${first}${second}`,
    ...topics.slice(0, 8).map((topic, n) => `${first} ${topic} NOT (${topics[(n + 1) % 10]} ${second})`),
  ].map((text) => ({ text })),
}))

/** Random, but the same in every run. */
function createDice(seed: number): (sides: number) => number {
  let state = seed
  return (sides) => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) % sides
  }
}

/** An RSS document of `count` posts of a kilobyte, each of which names one of the brands. `seed` makes it another one. */
export function writeFeed(seed: number, count: number): Buffer {
  const dice = createDice(seed)
  const pick = <One>(from: readonly One[]) => from[dice(from.length)]!
  const newest = Date.now()
  const items = Array.from({ length: count }, (_, n) => {
    const [first, second] = pick(names)
    const words = [`${first} ${second}`, pick(topics)]
    let length = 0
    for (; length < itemBytes; length += words.at(-1)!.length + 1)
      words.push(dice(20) === 0 ? pick(moody) : pick(everyday))
    const text = words
      .toSorted(() => dice(3) - 1)
      .join(' ')
      .slice(0, itemBytes)
    return `<item><guid isPermaLink="false">${seed}-${n}</guid><title>Post ${seed}-${n}</title>
<link>https://forum.example.org/posts/${seed}-${n}</link><dc:creator>member${dice(500)}</dc:creator>
<pubDate>${new Date(newest - n * 1_000).toUTCString()}</pubDate>
<description>&lt;p&gt;${text}&lt;/p&gt;</description></item>`
  })
  return Buffer.from(`<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>Forum</title>
<link>https://forum.example.org/</link><description>Posts</description>
${items.join('\n')}
</channel></rss>`)
}
