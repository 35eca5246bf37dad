import { describe, expect, test } from 'vitest'
import { findRising, type Rising, type Said } from '../../../../../shared/domain/topics/find-rising.ts'
import { ownWordsOf } from '../../../../../shared/domain/topics/own-words.ts'
import { chat, createRandom, dayMs, newestFirst, now, said, talk } from './talk.ts'

const own = ownWordsOf('Acme', ['acme OR @acme OR #acme'])

/** Looks at mentions as a day against the 28 days before. */
function look(
  mentions: readonly Said[],
  { lengthMs = dayMs, breathe = async (): Promise<void> => undefined } = {},
) {
  const sorted = newestFirst(mentions)
  return findRising(
    {
      window: sorted.filter(({ at }) => at > now - lengthMs),
      past: stream(sorted.filter(({ at }) => at <= now - lengthMs && at > now - lengthMs - 28 * dayMs)),
      pastEnd: now - lengthMs,
      stride: 1,
    },
    { now, lengthMs, own, breathe },
  )
}

async function* stream(mentions: readonly Said[]): AsyncGenerator<Said> {
  yield* mentions
}

const month = (seed: number, perDay = 60) => talk(createRandom(seed), { from: 29, to: 0 }, perDay)
const today = (texts: readonly string[], more: (index: number) => Partial<Said> = () => ({})) =>
  texts.map((text, index) => said(text, (index + 1) * 600_000, more(index)))
const wordsOf = (topics: readonly Rising[]) => topics.map(({ words }) => words)

const strike = [
  'is there a drivers’ strike today?',
  'The drivers strike again, my order is not here',
  'my street has no deliveries, drivers strike they say',
  'Drivers’ strike in Leeds, good for them',
  'so the drivers strike means no food, thanks for nothing',
  'How long will the drivers strike take',
  'I support the drivers strike but tell us earlier',
  'no bread because of a drivers strike',
  'Drivers strike, third day',
]

test('a phrase that many begin to say is found among ordinary talk, with the mentions that say it', async () => {
  const planted = today(strike)
  const topics = await look([...month(1), ...planted])
  expect(wordsOf(topics)).toEqual(['drivers strike'])
  expect(topics[0]).toMatchObject({ usual: 0 })
  expect(topics[0]!.mentionIds.toSorted((a, b) => a - b)).toEqual(planted.map(({ id }) => id))
  expect(topics[0]!.chance).toBeLessThan(0.01)
  expect(topics[0]!.days).toHaveLength(28)
  expect(topics[0]!.days.at(-1)).toBe(9)
  expect(topics[0]!.days.slice(0, -1).every((count) => count === 0)).toBe(true)
})

test('a word of every day that is suddenly said by many is found, too, with what is usual', async () => {
  const random = createRandom(7)
  const complaints = Array.from({ length: 30 }, () => `the hotline hangs up. ${chat(random)}`)
  const topics = await look([...month(2), ...today(complaints)])
  expect(topics[0]!.words).toMatch(/hotline/)
  const hotline = await look([...month(2), ...today(complaints.map((text) => text.replace(' hangs up', '')))])
  expect(hotline[0]).toMatchObject({ words: 'hotline', usual: expect.closeTo(1.2, 0) })
})

test('where nothing rises nothing is found: 20 months of which the days were shuffled', async () => {
  let found = 0
  for (let run = 0; run < 20; run += 1) {
    const random = createRandom(1000 + run)
    const mentions = month(100 + run, 40)
    const moments = mentions.map(({ at }) => at).toSorted(() => random() - 0.5)
    const shuffled = mentions.map((mention, index) => ({ ...mention, at: moments[index]! }))
    if ((await look(shuffled)).length > 0) found += 1
    if ((await look(shuffled, { lengthMs: 7 * dayMs })).length > 0) found += 1
  }
  // One look of a hundred may err.
  expect(found).toBeLessThanOrEqual(1)
})

test('a brand that is talked of twice or ten times as much is no topic', async () => {
  for (const times of [2, 10]) {
    const more = talk(createRandom(30 + times), { from: 1, to: 0 }, 60 * (times - 1))
    expect(wordsOf(await look([...month(3), ...more]))).toEqual([])
  }
})

test('where so much is said that a window is short, the same hours of other days say what is usual', async () => {
  const [lengthMs, stride] = [dayMs / 4, 1]
  const evenings = month(33, 400).filter(({ at }) => (now - at) % dayMs < lengthMs)
  const daily = Array.from({ length: 28 }, (_, day) => said('the late bus again', (day + 1.1) * dayMs))
  const tonight = Array.from({ length: 14 }, (_, index) =>
    said(`late bus ${chat(createRandom(index))}`, index * 60_000),
  )
  const all = newestFirst([...evenings, ...daily, ...tonight])
  const topics = await findRising(
    {
      window: all.filter(({ at }) => at > now - lengthMs),
      past: stream(all.filter(({ at }) => at <= now - dayMs)),
      pastEnd: now - dayMs,
      stride,
    },
    { now, lengthMs, own, breathe: async () => undefined },
  )
  expect(topics[0]).toMatchObject({ words: 'late bus', usual: expect.closeTo(1, 0) })
})

test('what is said on every Sunday is no topic on a Sunday', async () => {
  const roasts = (week: number) =>
    Array.from({ length: 12 }, (_, index) =>
      said(`sunday roast box ${chat(createRandom(index + week))}`, (7 * week + 0.05 * (index + 1)) * dayMs),
    )
  const weekly = [0, 1, 2, 3].flatMap(roasts)
  expect(wordsOf(await look([...month(4), ...weekly]))).toEqual([])
  expect(wordsOf(await look([...month(4), ...roasts(0)]))).not.toEqual([])
})

describe('floods', () => {
  const texts = Array.from({ length: 1000 }, (_, index) => `buy cheap zorbo coins number ${index}`)

  test('one author who posts a thousand times makes no topic', async () => {
    const flood = texts.map((text, index) => said(text, index * 60_000, { author: 'spammer' }))
    expect(wordsOf(await look([...month(5), ...flood]))).toEqual([])
  })

  test('nor hides one', async () => {
    const flood = texts.map((text, index) => said(text, index * 60_000, { author: 'spammer' }))
    expect(wordsOf(await look([...month(5), ...flood, ...today(strike)]))).toEqual(['drivers strike'])
  })

  test('nor does one site whose authors are not known', async () => {
    const flood = texts.map((text, index) =>
      said(text, index * 60_000, { author: null, site: 'spam.example' }),
    )
    expect(wordsOf(await look([...month(5), ...flood]))).toEqual([])
  })

  test('that of a past day makes nothing else rise', async () => {
    const flood = texts.map((text, index) => said(text, 5 * dayMs + index * 10_000, { author: 'spammer' }))
    expect(wordsOf(await look([...month(5), ...flood]))).toEqual([])
  })
})

describe('one topic', () => {
  const found = async (texts: string[], more?: (index: number) => Partial<Said>) =>
    look([...month(6), ...today(texts, more)])

  test('is a word in all its forms, in the form that most people use', async () => {
    const topics = await found([
      'the payment failed',
      'Payments fail all day',
      'PAYMENT? no',
      'a payment, please',
      'where did that payment go',
      'Your payment form is gone',
      'Payment’s gone',
      'payment impossible',
    ])
    expect(topics).toHaveLength(1)
    expect(topics[0]!.words).toBe('payment')
    expect(topics[0]!.variants).toEqual(['Payments'])
    expect(topics[0]!.mentionIds).toHaveLength(8)
  })

  test('is a phrase, its hashtag, and the phrase with a hyphen', async () => {
    const topics = await found([
      'is the checkout page broken',
      '#CheckoutPage is a joke',
      'your checkout-page never loads',
      'Checkout page down',
      '#checkoutpage',
      'the checkout pages are white',
      'checkout page: error',
      'checkout page again',
    ])
    expect(topics).toHaveLength(1)
    expect(topics[0]!.words.toLowerCase()).toBe('checkout page')
    expect(topics[0]!.mentionIds).toHaveLength(8)
    expect(topics[0]!.variants.map((form) => form.toLowerCase())).toEqual(
      expect.arrayContaining(['#checkoutpage', 'checkout-page', 'checkout pages']),
    )
  })

  test('is the longer phrase for its own words, and one of two that are always said together', async () => {
    expect(wordsOf(await found(strike.map((text) => `${text} zorbo`)))).toHaveLength(1)
    expect(wordsOf(await found(strike))).toEqual(['drivers strike'])
  })

  test('may be an emoji', async () => {
    expect(wordsOf(await found(strike.map((_, index) => `${chat(createRandom(index))} 🐀🐀`)))).toEqual([
      '🐀',
    ])
  })

  test.each([
    [
      'Japanese',
      'ja',
      (index: number) => `アクメの決済エラーが${index + 1}回も出ました。困っています`,
      /決済/,
    ],
    ['Thai', 'th', (index: number) => `ระบบชำระเงินล่มอีกแล้วครับ ครั้งที่ ${index}`, /ชำระเงิน|ระบบ|ล่ม/],
    [
      'German',
      'de',
      (index: number) => `Die Zahlungsstörung dauert jetzt ${index} Stunden`,
      /Zahlungsstörung/,
    ],
    ['Russian', 'ru', (index: number) => `Оплата не проходит уже ${index} часов`, /Оплата/i],
    ['Arabic', 'ar', (index: number) => `الدفع معطل منذ ${index} ساعات`, /الدفع|معطل/],
  ])('is found in %s', async (_, language, write, words) => {
    const texts = Array.from({ length: 9 }, (__, index) => write(index))
    const topics = await found(texts, () => ({ language }))
    expect(topics[0]?.words).toMatch(words)
    expect(topics[0]?.mentionIds).toHaveLength(9)
  })
})

test('the brand’s own words, handles, addresses, numbers, small words and dates are no topics', async () => {
  const texts = Array.from(
    { length: 20 },
    (_, index) =>
      `Acme #acme @acme @support_desk https://acme.example/pay/503 www.acme.com/pay 503 22 November 2026 Sunday ` +
      `I am at the ${chat(createRandom(index))}`,
  )
  expect(wordsOf(await look([...month(8), ...today(texts)]))).toEqual([])
})

test('what bots and apps put around a text is no topic', async () => {
  const texts = Array.from(
    { length: 20 },
    (_, index) =>
      `${chat(createRandom(index))} I am a bot, and this action was performed automatically. Please contact the moderators of this subreddit.`,
  )
  const phones = texts.map((_, index) => `${chat(createRandom(90 + index))}\n\nSent from my Zorbophone`)
  expect(wordsOf(await look([...month(8), ...today([...texts, ...phones])]))).toEqual([])
})

test('less than five, or fewer authors than three, is no topic', async () => {
  expect(await look([...month(9), ...today(strike.slice(0, 4))])).toEqual([])
  const two = today(strike, (index) => ({ author: null, site: `site${index % 2}.example` }))
  expect(await look([...month(9), ...two])).toEqual([])
  const three = today(strike, (index) => ({ author: null, site: `site${index % 3}.example` }))
  expect(await look([...month(9), ...three])).toHaveLength(1)
})

test('with less past than it takes to know what is usual nothing is said', async () => {
  const few = talk(createRandom(10), { from: 20, to: 1 }, 1.5)
  expect(few.length).toBeLessThan(30)
  expect(await look([...few, ...today(strike)])).toEqual([])
})

test('the same mentions give the same topics, in whatever order the database found equal moments', async () => {
  const mentions = [...month(11), ...today(strike)]
  expect(await look(mentions)).toEqual(await look(mentions.toReversed()))
})

test('texts of any kind cost bounded time, and hold up others only briefly', async () => {
  const strange = [
    'x'.repeat(1_000_000),
    'word '.repeat(200_000),
    `${'z̸̢̛̗͖̭̞͙̥̬̈́̈́͂͑'.repeat(50_000)}`,
    '決'.repeat(300_000),
    '#'.repeat(100_000),
    "a'".repeat(100_000),
    'a-'.repeat(100_000),
    '🐀'.repeat(100_000),
    'the post '.repeat(100_000),
    'a.'.repeat(100_000),
    '\0\ufffd\ud800',
    '',
  ]
  const mentions = [
    ...month(12),
    ...Array.from({ length: 30 }, (_, day) => strange.map((text) => said(text, day * dayMs + 1000))).flat(),
  ]
  let longest = 0
  let since = performance.now()
  const breathe = async () => {
    const at = performance.now()
    longest = Math.max(longest, at - since)
    since = at
  }
  const began = performance.now()
  await look(mentions, { breathe })
  expect(performance.now() - began).toBeLessThan(5_000)
  expect(longest).toBeLessThan(100)
})
