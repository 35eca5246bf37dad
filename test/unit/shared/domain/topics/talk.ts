import type { Said } from '../../../../../shared/domain/topics/find-rising.ts'

export const dayMs = 86_400_000
/** A Sunday at noon. */
export const now = Date.UTC(2026, 10, 22, 12)

/** A number in [0, 1) from a running state, so that every run of a test is the same. */
export function createRandom(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

const things =
  `flight app desk suitcase seat crew refund voucher ticket gate meal coffee screen blanket luggage queue
  lounge boarding terminal booking price upgrade website password invoice card account change date window aisle engine
  wheel pilot captain counter hotline mail chat answer agent bus shuttle hotel night storm fog delay connection
  passport visa visitor family child stroller dog guitar battery charger socket movie music snack water juice bread`
    .trim()
    .split(/\s+/)
const doings =
  `lost found broke fixed cancelled moved charged refunded rebooked forgot promised answered ignored closed
  opened delayed boarded landed waited called wrote paid checked missed loved hated praised thanked sold bought`
    .trim()
    .split(/\s+/)
const ways =
  `again twice quickly slowly kindly rudely in Porto in Leeds at the gate on Monday on Sunday for my mother
  without a word with a smile after hours before lunch as always for the third time for no reason`
    .trim()
    .split(/\n/)
    .map((line) => line.trim())

/** What people ordinarily say: few words often, most of them rarely. */
export function chat(random: () => number): string {
  const pick = (from: readonly string[]) => from[Math.floor(random() ** 2 * from.length)]!
  const sentence = () => `They ${pick(doings)} my ${pick(things)} and the ${pick(things)} ${pick(ways)}.`
  return random() < 0.5 ? sentence() : `${sentence()} Nobody ${pick(doings)} the ${pick(things)}.`
}

let ids = 0
/** One mention of Acme, as old as it is told. */
export function said(text: string, ageMs: number, more: Partial<Said> = {}): Said {
  ids += 1
  return {
    id: ids,
    title: '',
    text: `Acme: ${text}`,
    language: 'en',
    author: `author ${ids}`,
    site: 'example.org',
    at: now - ageMs,
    ...more,
  }
}

/** Ordinary talk over some days: so many mentions each day, by a crowd of which some speak more than others. */
export function talk(random: () => number, days: { from: number; to: number }, perDay: number): Said[] {
  const count = Math.round((days.from - days.to) * perDay)
  return Array.from({ length: count }, () =>
    said(chat(random), (days.to + random() * (days.from - days.to)) * dayMs, {
      author: `author ${Math.floor(random() ** 2 * 400)}`,
    }),
  )
}

export const newestFirst = (mentions: readonly Said[]) =>
  mentions.toSorted((a, b) => b.at - a.at || b.id - a.id)
