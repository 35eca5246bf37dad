/** Month names by their first letters, as far as languages that feeds are written in agree. */
const months: [RegExp, number][] = [
  [/^(jan|ian|янв|ιαν|gen|ene|sty|led|oca|sij)/, 1],
  [/^(feb|fév|fev|фев|φεβ|lut|úno|şub|vel)/, 2],
  [/^(mar|mär|mrz|мар|μάρ|μαρ|mrt|maa|bře|ožu|márc)/, 3],
  [/^(apr|avr|abr|апр|απρ|kwi|dub|nis|tra|ápr)/, 4],
  [/^(may|mai|maj|mei|май|мая|μάϊ|μαϊ|μαι|mag|máj|svi|kvě)/, 5],
  [/^(jun|juin|июн|ιούν|ιουν|giu|cze|haz|lip[ae]n?j|jún|čvn)/, 6],
  [/^(jul|juil|июл|ιούλ|ιουλ|lug|lip|tem|srp|júl|čvc)/, 7],
  [/^(aug|aoû|aou|ago|авг|αύγ|αυγ|sie|ağu|kol|elo)/, 8],
  [/^(sep|set|сен|σεπ|wrz|zář|eyl|ruj|szept|syy)/, 9],
  [/^(oct|okt|out|ott|окт|οκτ|paź|říj|eki)/, 10],
  [/^(nov|ноя|νοέ|νοε|lis|kas|stu|mar?ras)/, 11],
  [/^(dec|déc|dez|dic|dek|дек|δεκ|gru|pro|ara|des)/, 12],
]

/** Hours from UTC of the zone names that feeds use. */
const zones: Record<string, number> = {
  ut: 0,
  utc: 0,
  gmt: 0,
  z: 0,
  wet: 0,
  west: 1,
  bst: 1,
  cet: 1,
  met: 1,
  cest: 2,
  mest: 2,
  eet: 2,
  eest: 3,
  msk: 3,
  ist: 5.5,
  jst: 9,
  kst: 9,
  aest: 10,
  est: -5,
  edt: -4,
  et: -5,
  cst: -6,
  cdt: -5,
  ct: -6,
  mst: -7,
  mdt: -6,
  mt: -7,
  pst: -8,
  pdt: -7,
  pt: -8,
}

type Parts = {
  year: number
  month: number
  day: number
  hour: number
  minute: number
  second: number
  offset: number
}

const midnight = { hour: 0, minute: 0, second: 0, offset: 0 }

/** Year 0 or 1 is how programs write that they know no date; it is no 2000 or 2001 written short. */
const unknownYear = /^0000\b|(?<![\d:.+-])0001(?!\d)/

const earliest = Date.UTC(1900, 0)
const latest = Date.UTC(9999, 11, 31)

/** The date, when something can have been published then; else null. */
export const believed = (date: Date): Date | null =>
  date.getTime() >= earliest && date.getTime() <= latest ? date : null

/** The instant, or null when the parts are no date. Two-digit years are of 1970 to 2069. */
function instant(parts: Parts): Date | null {
  const { month, day, hour, minute, second, offset } = parts
  // 104 is what software that counts from 1900 makes of 2004.
  const year = parts.year < 70 ? parts.year + 2000 : parts.year < 200 ? parts.year + 1900 : parts.year
  if (month < 1 || month > 12 || day < 1 || day > 31 || hour > 24 || minute > 59 || second > 61) return null
  return believed(
    new Date(Date.UTC(year, month - 1, day, hour, minute, Math.min(second, 59)) - offset * 60_000),
  )
}

/** Minutes from UTC of `+0200`, `-08:00`, `GMT-7`, `EST`, `Z` or nothing. */
function offsetOf(zone: string | undefined): number {
  const text = (zone ?? '').trim().toLowerCase()
  const numeric = /([+-])\s?(\d{1,2}):?(\d{2})?$/.exec(text)
  if (numeric !== null) {
    const minutes = Number(numeric[2]) * 60 + Number(numeric[3] ?? 0)
    return numeric[1] === '-' ? -minutes : minutes
  }
  const name = /^[a-z]+/.exec(text)?.[0] ?? ''
  return (zones[name] ?? 0) * 60
}

const iso =
  /^(\d{4})-?(\d{2})-?(\d{2})(?:[Tt\s]+(\d{1,2}):?(\d{2})?(?::?(\d{2}))?(?:[.,]\d+)?\s*(Z|z|[A-Za-z]{2,4}|(?:GMT|UTC)?\s*[+-]\d{1,2}:?\d{0,2})?)?$/

function readIso(text: string): Date | null {
  const match = iso.exec(text)
  if (match === null) return null
  const [, year, month, day, hour, minute, second, zone] = match
  return instant({
    year: Number(year),
    month: Number(month),
    day: Number(day),
    hour: Number(hour ?? 0),
    minute: Number(minute ?? 0),
    second: Number(second ?? 0),
    offset: offsetOf(zone),
  })
}

const rfc822 =
  /^(?:[A-Za-z]{3},? +)?(\d{1,2}) +(Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) +(\d{4}) +(\d{2}):(\d{2})(?::(\d{2}))? +([A-Z]{1,4}|[+-]\d{4})$/

/** As RFC 822 wants it, which most are. */
function readRfc822(text: string): Date | null {
  const match = rfc822.exec(text)
  if (match === null) return null
  const [, day, month = '', year, hour, minute, second, zone] = match
  return instant({
    year: Number(year),
    month: 1 + 'JanFebMarAprMayJunJulAugSepOctNovDec'.indexOf(month) / 3,
    day: Number(day),
    hour: Number(hour),
    minute: Number(minute),
    second: Number(second ?? 0),
    offset: offsetOf(zone),
  })
}

/** Short forms: `2003`, `2003-12`, `031231`, ordinal days, and seconds or milliseconds since 1970. */
function readShort(text: string): Date | null {
  if (/^\d{9,10}$/.test(text)) return new Date(Number(text) * 1000)
  if (/^\d{12,13}$/.test(text)) return new Date(Number(text))
  const ordinal = /^(\d{2}|\d{4})-?(\d{3})$/.exec(text)
  if (ordinal !== null) {
    const start = instant({ year: Number(ordinal[1]), month: 1, day: 1, ...midnight })
    return start && new Date(start.getTime() + (Number(ordinal[2]) - 1) * 86_400_000)
  }
  const short = /^(\d{2})(\d{2})(\d{2})$/.exec(text)
  if (short !== null && Number(text) < 190_000) {
    return instant({ year: Number(short[1]), month: Number(short[2]), day: Number(short[3]), ...midnight })
  }
  const month = /^(\d{4})-?(\d{2})?$/.exec(text)
  return month && instant({ year: Number(month[1]), month: Number(month[2] ?? 1), day: 1, ...midnight })
}

const clock =
  /(\d{1,2}):(\d{1,2})(?::(\d{1,2}))?(?:[.,]\d+)?\s*([ap]\.?m\b\.?)?\s*((?:[a-z]{1,5}(?![a-z]))?\s*(?:[+-]\d{1,2}:?\d{0,2})?)/iu

function readClock(text: string): { rest: string; time: Omit<Parts, 'year' | 'month' | 'day'> } {
  const match = clock.exec(text)
  if (match === null) return { rest: text, time: midnight }
  const [whole, hours, minute, second, half, zone] = match
  const hour = Number(hours)
  const afternoon = half !== undefined && /^p/i.test(half)
  const morning = half !== undefined && /^a/i.test(half)
  return {
    rest: `${text.slice(0, match.index)} ${text.slice(match.index + whole.length)}`,
    time: {
      hour: afternoon && hour < 12 ? hour + 12 : morning && hour === 12 ? 0 : hour,
      minute: Number(minute),
      second: Number(second ?? 0),
      offset: offsetOf(zone),
    },
  }
}

const monthOf = (word: string) => months.find(([names]) => names.test(word))?.[1]

/** Day, month and year in any of the orders that people write, weekday names ignored. */
function readDay(text: string): { year: number; month: number; day: number } | null {
  const numeric = /(\d{1,4})[/.-](\d{1,3})[/.-](\d{1,4})/.exec(text)
  if (numeric !== null) return orderDay(Number(numeric[1]), Number(numeric[2]), Number(numeric[3]), text)
  const words = text.toLowerCase().match(/\p{L}+/gu) ?? []
  const month = words.map(monthOf).findLast((number) => number !== undefined)
  const numbers = (text.match(/\d+/g) ?? []).map(Number)
  const [first, second, third] = numbers
  if (month !== undefined && first !== undefined) {
    if (second === undefined) return first > 31 ? { year: first, month, day: 1 } : null
    return first > 31 ? { year: first, month, day: second } : { year: second, month, day: first }
  }
  if (first === undefined || second === undefined || third === undefined) return null
  return orderDay(first, second, third, text)
}

function orderDay(first: number, second: number, third: number, text: string) {
  if (first > 31) return { year: first, month: second, day: third }
  // 03/30/2020 can only be American; 26/06/2020 and 26.06.2020 cannot.
  const american = second > 12 || (text.includes('/') && first <= 12)
  return american ? { year: third, month: first, day: second } : { year: third, month: second, day: first }
}

const eastAsian = /[年月日년월일]|오[전후]/

/** `2004년 05월 28일 01:31` and `2004-05-25 오후 11:23` (of Seoul), `2026年3月9日`. */
function fromEastAsian(text: string): string {
  const isKorean = /[년월일]|오[전후]/.test(text)
  const zone = isKorean && !/[+-]\d{2}:?\d{2}$|[A-Z]{3}$/.test(text) ? ' +0900' : ''
  const days = text.replace(/(\d{4})\s*[年년]\s*(\d{1,2})\s*[月월]\s*(\d{1,2})\s*[日일]?/, '$1-$2-$3')
  return (
    days.replace(/오([전후])\s*([\d:]+)/, (_, half, time) => `${time} ${half === '후' ? 'PM' : 'AM'}`) + zone
  )
}

/**
 * Reads a date as feeds write them: ISO 8601 and RFC 822 with their common mistakes, month names of several
 * languages, American and European orders. Without a zone it is UTC. Null when it cannot be read or believed.
 */
export function readDate(raw: string | null | undefined): Date | null {
  const written = raw?.trim().slice(0, 100) ?? ''
  if (written === '' || unknownYear.test(written)) return null
  const text = eastAsian.test(written) ? fromEastAsian(written) : written
  const quick = readRfc822(text) ?? readIso(text) ?? readShort(text)
  if (quick !== null) return quick
  const { rest, time } = readClock(text)
  const day = readDay(rest.replace(/\(.*\)|[+-]\d{4}\b/g, ' '))
  return day && instant({ ...day, ...time })
}
