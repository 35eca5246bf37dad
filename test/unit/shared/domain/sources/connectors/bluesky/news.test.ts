import fc from 'fast-check'
import { expect, it } from 'vitest'
import { compileMatcher } from '../../../../../../../shared/domain/matching/matcher.ts'
import { parseQuery } from '../../../../../../../shared/domain/matching/query.ts'
import { newsOf } from '../../../../../../../shared/domain/sources/connectors/bluesky/news.ts'
import { itemOfPost } from '../../../../../../../shared/domain/sources/connectors/bluesky/post.ts'

const queries = ['acme', '"acme air"', 'café', 'lum* delay', '日本', '=Zed OR near', '#tag']
const matcher = compileMatcher(
  queries.map((text, n) => ({ id: `${n}`, brandId: '1', query: parseQuery(text) })),
  () => null,
)
const author = { did: 'did:plc:a', handle: null, followers: null }

const words = 'acme Acme air cafe\u0301 café lumo delay 日本 Zed #tag x ａｃｍｅ & < " \\ 🙂'.split(' ')
const odd = [...'\u200e\u202e\u0000\u0007\u2028\u0085\ufeff\u200d \n', '\ud83d']
const piece = fc.constantFrom(' ', ...words, ...odd)
const text = fc.array(piece, { maxLength: 12 }).map((pieces) => pieces.join(''))

it('wants exactly the posts whose items would be wanted', () => {
  let wanted = 0
  fc.assert(
    fc.property(text, fc.option(text), fc.option(text), (said, alt, title) => {
      const embed = {
        ...(alt !== null && { images: [{ alt }] }),
        ...(title !== null && { external: { title, uri: 'https://x.example' } }),
      }
      const record = { text: said, ...((alt !== null || title !== null) && { embed }) }
      const commit = { operation: 'create', collection: 'app.bsky.feed.post', rkey: 'r', record }
      const frame = Buffer.from(JSON.stringify({ did: 'did:plc:a', time_us: 1, kind: 'commit', commit }))
      // As it comes out of the frame: half of a pair of code units does not travel.
      const travelled = (JSON.parse(frame.toString()) as { commit: typeof commit }).commit.record
      const item = itemOfPost({ rkey: 'r', author, record: travelled })
      const isWanted = matcher.mayMatch(item.title, item.text)
      if (isWanted) wanted++
      expect(newsOf(frame, matcher.mayMatch) !== null).toBe(isWanted)
    }),
    { numRuns: 3000 },
  )
  expect(wanted).toBeGreaterThan(300)
})
