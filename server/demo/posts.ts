import { news } from './news.ts'
import { otherLanguages } from './other-languages.ts'
import { authors, chatter, days, demoBrands, places, type DemoBrand } from './texts.ts'

/** One thing that somebody says on the demo's internet. `number`: of those of its site, from one; later ones have greater. */
export type Post = { id: string; number: number; author: string; text: string; at: Date; language?: string }

/** A number in [0, 1) from a running state: the demo tells the same story every time. */
function createRandom(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    // mulberry32, by Tommy Ettinger, public domain.
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

const capital = (sentence: string) => sentence.charAt(0).toUpperCase() + sentence.slice(1)

type Random = () => number
const pick = <T>(random: Random, from: readonly T[]): T => from[Math.floor(random() * from.length)] as T

function fill(random: Random, template: string): string {
  return template
    .replaceAll('{n}', String(2 + Math.floor(random() * 40)))
    .replaceAll('{place}', pick(random, places))
    .replaceAll('{day}', pick(random, days))
}

/** Of all posts, so many are in another language; of the complaints, so many cannot wait. */
const foreign = 0.05
const urgent = 0.1

/**
 * Writes posts in a mix that feels like a normal day: complaints, some praise, questions, and small talk.
 * @param written so many have been written before, by one with the same seed: this one goes on from there.
 */
export function createWriter(seed: number, written = 0) {
  const random = createRandom(seed + written * 1_000)
  let count = written
  const write = (template: string, at: Date, language?: string): Post => {
    count += 1
    return {
      id: `${seed}-${count}`,
      number: count,
      author: pick(random, authors),
      text: fill(random, template),
      at,
      ...(language !== undefined && { language }),
    }
  }
  return {
    random,
    /** `complaints`: the share of posts that complain, 0…1. Of the others, some are praise and some small talk. */
    ordinary(at: Date, complaints = 0.35): Post {
      const brand = pick(random, demoBrands)
      if (random() < complaints)
        return write(pick(random, random() < urgent ? brand.urgent : brand.complaints), at)
      if (random() < foreign) {
        const { language, texts } = pick(random, otherLanguages)
        return write(pick(random, texts), at, language)
      }
      const mood = random()
      if (mood < 0.2) return write(pick(random, chatter), at)
      const texts = mood < 0.5 ? brand.praise : brand.neutral
      return write(pick(random, texts), at)
    },
    /** About what began lately; hardly two people say it alike. */
    news(at: Date): Post {
      const { openings, happenings, endings } = pick(random, news)
      const sentences = [openings, happenings, endings].map((some) => capital(pick(random, some)))
      return write(sentences.join(' ').trim(), at)
    },
    spike(brand: DemoBrand, at: Date): Post {
      return write(pick(random, brand.spike), at)
    },
  }
}
