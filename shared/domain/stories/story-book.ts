import { isRepeat } from './is-repeat.ts'
import type { Told } from './telling.ts'

/** What may tell a story: a mention, or what would be one. */
export type Teller = { id: number; brandId: number; authorKey: string | null; isQueued: boolean; told: Told }

/** By its first mention. `taken`: of those that tell it, one is or was in the queue, so that the others need not. */
export type Story = Omit<Teller, 'id' | 'isQueued'> & { headId: number; taken: boolean }

/** `stays`: in the queue, as the first of its story. */
export type Repeat = { storyId: number; stays: boolean }

/** So many posts under one key are looked at, the newest: a phrase that everybody uses must not cost more. */
export const mostOfAKey = 4

/** The stories under each key (`storyKeys`), which grow by what is told, one after the other as it is heard. */
export class StoryBook {
  readonly #byKey: Map<number, Story[]>

  constructor(known: Map<number, Story[]> = new Map()) {
    this.#byKey = known
  }

  /**
   * What repeats another is of its story and need not be in the queue, when the story has been there. What an author says
   * again is never folded away: it is news about the old post.
   * @returns null: it tells a story of its own, which is now known under its keys.
   */
  tell(teller: Teller, keys: readonly number[]): Repeat | null {
    const story = this.#candidates(keys).find((one) => repeatsStory(teller, one))
    if (!story) {
      this.#add(teller, keys)
      return null
    }
    const stays = teller.isQueued && !story.taken
    if (stays) story.taken = true
    return { storyId: story.headId, stays }
  }

  #candidates(keys: readonly number[]): Story[] {
    const found = new Set<Story>()
    for (const key of keys) for (const story of this.#byKey.get(key) ?? []) found.add(story)
    return found.size < 2 ? [...found] : [...found].toSorted((a, b) => a.headId - b.headId)
  }

  #add({ id, isQueued, ...rest }: Teller, keys: readonly number[]): void {
    const own: Story = { ...rest, headId: id, taken: isQueued }
    for (const key of keys) {
      const others = this.#byKey.get(key)
      if (others === undefined) this.#byKey.set(key, [own])
      else others.splice(0, Math.max(0, others.push(own) - mostOfAKey))
    }
  }
}

function repeatsStory({ brandId, authorKey, told }: Teller, story: Story): boolean {
  if (story.brandId !== brandId) return false
  if (authorKey !== null && authorKey === story.authorKey) return false
  return isRepeat(story.told, told)
}
