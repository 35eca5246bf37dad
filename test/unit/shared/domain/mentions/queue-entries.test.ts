import { expect, test } from 'vitest'
import { Complaints } from '../../../../../shared/domain/mentions/queue-entries.ts'

const story = 'Acme lost my bag in Porto and nobody at the desk helps, this is a horrible experience'
const post = (id: number, text: string, publishedAt: Date | null = null) => ({
  id,
  publishedAt,
  heardAt: new Date(id),
  feedId: 1,
  identity: null,
  authorUrl: `https://example.org/@${id}`,
  title: '',
  text,
})
/** Told by three, the first of them first. */
const newestFirst = [post(3, story), post(2, `RT @jo: ${story}`), post(1, story)]

function entriesOf(limits?: ConstructorParameters<typeof Complaints>[0]) {
  const complaints = new Complaints(limits)
  for (const one of newestFirst) complaints.add(one)
  return complaints.entries(7)
}

test('a story is one entry, the first that tells it', async () => {
  expect(await entriesOf()).toEqual({ ids: new Set([1]), atMost: false })
})

test('of too long texts only the newest are compared; the others count, and it is said', async () => {
  // The second is longer than the rest of the room: nothing older is held, however short.
  expect(await entriesOf({ characters: 2 * story.length })).toEqual({ ids: new Set([1, 2, 3]), atMost: true })
  const two = { characters: 2 * story.length + 'RT @jo: '.length }
  expect(await entriesOf(two)).toEqual({ ids: new Set([1, 2]), atMost: true })
})

test('what is not come to in time counts, and it is said', async () => {
  expect(await entriesOf({ patienceMs: 0 })).toEqual({ ids: new Set([1, 2, 3]), atMost: true })
})

test('what was said first is the entry, in whatever order it was heard', async () => {
  const complaints = new Complaints()
  const said = [
    post(3, story, new Date(2)),
    post(2, `RT @jo: ${story}`, new Date(1)),
    post(1, story, new Date(3)),
  ]
  for (const one of said) complaints.add(one)
  expect(await complaints.entries(7)).toEqual({ ids: new Set([2]), atMost: false })
})
