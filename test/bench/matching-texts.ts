/** A repeatable row of numbers in 0…1. */
export function numbers(seed: number): () => number {
  let state = seed
  return () => {
    state = Math.imul(state ^ (state >>> 15), 0x2c1b3c6d) + 0x9e3779b9
    return ((state ^ (state >>> 13)) >>> 0) / 2 ** 32
  }
}

const syllables =
  'ba co di fe gu ha jo ka lu mi no pe ra si to vu wa xe yo zu bran crest dor elm fir gren hol'.split(' ')
const common =
  'the and to of in is it that for on with this was are not have be at you they flight late delay app support order price crash battery update refund service shop team today again never always great bad works help'.split(
    ' ',
  )
/** As many as carry most of a Japanese text. */
const unspacedCharacters = Array.from({ length: 600 }, (_, n) => String.fromCharCode(0x4e00 + 31 * n))

/** The name of brand `n`, as it stands in texts: one made word, or two. */
export function brandName(n: number): string {
  const next = numbers(n + 1)
  const word = () => Array.from({ length: 3 }, () => pick(syllables, next())).join('')
  const name = word() + (n % 7)
  return n % 3 === 0 ? `${name} ${word()}` : name
}

/** The same of a brand in a script without spaces. */
function unspacedName(n: number): string {
  const next = numbers(n + 7)
  return Array.from({ length: 3 }, () => pick(unspacedCharacters, next())).join('')
}

function pick<Of>(from: ArrayLike<Of>, share: number): Of {
  return from[Math.floor(share * from.length)]!
}

const queryKinds: ((name: string, n: number) => string)[] = [
  (name) => `"${name}"`,
  (name) => `"${name}" OR @${name.replace(' ', '')}`,
  (name, n) => `"${name}" ("${pick(common, (n % 17) / 17)}" OR "${pick(common, (n % 23) / 23)}") -lang:eo`,
  (name) => `"${name}" NOT "${name} airbrush"`,
  (name) => `${name.split(' ')[0]}*`,
  (name) => `"${name}" near/5 (late OR delay* OR refund)`,
  (name) => `title:"${name}" OR =${name.replace(' ', '').toUpperCase()}`,
  (name, n) => `"${name}" OR author:"${name}" OR site:brand${n}.example`,
  (name, n) => `"${pick(common, (n % 29) / 29)} ${name}" lang:en`,
  (_name, n) => `${unspacedName(n)} OR "${unspacedName(n + 1)}"`,
]

/** A mix of what people listen for; each about a brand of its own. */
export const queryText = (n: number) => queryKinds[n % queryKinds.length]!(brandName(n), n)

export type BenchItem = {
  title: string
  text: string
  author: string
  authorUrl: string
  url: string
  source: string
  language: string
}

/**
 * Items of about 1 KB. Two in three speak of one of the `brands`, the others of none; one in ten is Japanese. The words
 * around are half common ones, which stand in queries too, and half rare ones, which hardly do.
 */
export function benchItems(count: number, brands: readonly number[]): BenchItem[] {
  const next = numbers(42)
  return Array.from({ length: count }, (_, at) => {
    const brand = at % 3 === 0 ? null : pick(brands, next())
    const japanese = at % 10 === 9
    const length = japanese ? 340 : 1000
    let text = ''
    while (text.length < length) {
      if (japanese) text += pick(unspacedCharacters, next())
      else if (next() < 0.5) text += `${pick(common, next())} `
      else text += `${pick(syllables, next())}${pick(syllables, next())}${pick(syllables, next())} `
      if (brand !== null && text.length > length / 2 && !text.includes('\n'))
        text += `\n${japanese ? unspacedName(brand) : brandName(brand)} `
    }
    return {
      title: '',
      text: text.slice(0, length),
      author: `Writer ${at}`,
      authorUrl: `https://social.example/@writer${at}`,
      url: `https://site${at % 50}.example/posts/${at}`,
      source: 'rss',
      language: japanese ? 'ja' : 'en',
    }
  })
}
