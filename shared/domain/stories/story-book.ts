import { isRepeat } from './is-repeat.ts'
import type { Told } from './telling.ts'

/** What may tell a story: a mention, or what would be one. */
export type Teller = {
  id: number
  brandId: number
  authorKey: string | null
  publishedAt: Date
  isQueued: boolean
  told: Told
}

/** In the order in which they were said. */
export const byPublication = (a: Pick<Teller, 'id' | 'publishedAt'>, b: Pick<Teller, 'id' | 'publishedAt'>) =>
  a.publishedAt.getTime() - b.publishedAt.getTime() || a.id - b.id

/** What waits in the queue for all who tell a story, and nobody has been at. */
export type Entry = Pick<Teller, 'id' | 'authorKey' | 'publishedAt' | 'told'>

/**
 * By its first mention. `taken`: of those that tell it, one is or was in the queue, so that the others need not. `entry`:
 * that one, where an older complaint may take its place.
 */
export type Story = Pick<Teller, 'brandId' | 'authorKey' | 'told'> & {
  headId: number
  taken: boolean
  entry: Entry | null
}

/**
 * A part in a story that others tell, too. `storyId`: its first mention, which may be this one. `stays`: in the queue, as
 * the only one of its story. `replaces`: the one that leaves the queue for it.
 */
export type Part = { storyId: number; stays: boolean; replaces: number | null }

/** So many posts under one key are looked at, the newest: a phrase that everybody uses must not cost more. */
export const mostOfAKey = 4

/** The stories under each key (`storyKeys`), which grow by what is told, one after the other as it was published. */
export class StoryBook {
  readonly #byKey: Map<number, Story[]>

  /** @param known what was heard before, which may have been published later than what is told. */
  constructor(known: Map<number, Story[]> = new Map()) {
    this.#byKey = known
  }

  /**
   * What repeats another is of its story and need not be in the queue, when the story has been there. What an author says
   * again is never folded away: it is news about the old post. A complaint that is older than what waits in the queue takes
   * its place, so that who has waited longest is who is answered.
   * @returns null: it tells a story of its own, which is now known under its keys.
   */
  tell(teller: Teller, keys: readonly number[]): Part | null {
    const story = this.#candidates(keys).find((one) => tellsStory(teller, one))
    if (!story) {
      const { id, brandId, authorKey, isQueued, told } = teller
      // Nothing that is told after it is older.
      this.#note({ headId: id, brandId, authorKey, told, taken: isQueued, entry: null }, keys)
      return null
    }
    if (isOlder(teller, story.entry)) return this.#replace(story.entry, story, teller, keys)
    const stays = teller.isQueued && !story.taken
    if (stays) story.taken = true
    return { storyId: story.headId, stays, replaces: null }
  }

  #replace(entry: Entry, story: Story, { id, authorKey, told }: Teller, keys: readonly number[]): Part {
    story.entry = null
    if (story.headId === entry.id) {
      Object.assign(story, { headId: id, authorKey, told })
      this.#note(story, keys)
    }
    return { storyId: story.headId, stays: true, replaces: entry.id }
  }

  #candidates(keys: readonly number[]): Story[] {
    const found = new Set<Story>()
    for (const key of keys) for (const story of this.#byKey.get(key) ?? []) found.add(story)
    return found.size < 2 ? [...found] : [...found].toSorted((a, b) => a.headId - b.headId)
  }

  #note(story: Story, keys: readonly number[]): void {
    for (const key of keys) {
      const others = this.#byKey.get(key)
      if (others === undefined) this.#byKey.set(key, [story])
      else others.splice(0, Math.max(0, others.push(story) - mostOfAKey))
    }
  }
}

/** Of two, the later one must say nothing that the other has not said. */
function tellsStory(teller: Teller, story: Story): boolean {
  if (story.brandId !== teller.brandId) return false
  return isOlder(teller, story.entry) ? repeats(teller, story.entry) : repeats(story, teller)
}

const isOlder = (teller: Teller, entry: Entry | null): entry is Entry =>
  entry !== null && teller.isQueued && teller.publishedAt < entry.publishedAt

type Said = Pick<Teller, 'authorKey' | 'told'>

const repeats = (first: Said, later: Said): boolean =>
  (later.authorKey === null || later.authorKey !== first.authorKey) && isRepeat(first.told, later.told)
