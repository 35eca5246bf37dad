import { createHash } from 'node:crypto'
import { canonicalAddress } from './canonical-address.ts'
import type { Engagement, Item } from './item.ts'
import { cleanLine, cleanText } from './parsing/clean-text.ts'
import { believed, readDate } from './parsing/dates.ts'
import { htmlToText } from './parsing/html-text.ts'
import { resolveLink } from './parsing/links.ts'

/** An item as an API gives it. What is missing may be left out; texts are plain, be they unclean. */
export type RawItem = {
  externalId: string | number
  /** A global id; left out, the canonical address stands for it. */
  identity?: string | null | undefined
  url?: string | null | undefined
  replyUrl?: string | null | undefined
  title?: string | null | undefined
  text?: string | null | undefined
  author?: string | null | undefined
  authorUrl?: string | null | undefined
  publishedAt?: string | Date | null | undefined
  language?: string | null | undefined
  threadKey?: string | null | undefined
  potentialReach?: number | null | undefined
  engagement?: { [Count in keyof Engagement]: number | null | undefined } | null
  media?: readonly (string | null | undefined)[]
}

const maxId = 500
const maxTitle = 1000
const maxText = 20_000
const maxName = 200
const maxMedia = 20

/** An item as the rest of Earshot expects it: cleaned, cut, its links absolute, its date not in the future. */
export function cleanItem(raw: RawItem, now = new Date()): Item {
  const url = linkOf(raw.url)
  return {
    externalId: keyOf(String(raw.externalId)) ?? '',
    identity: identityOf(raw.identity) ?? (url === null ? null : keyOf(canonicalAddress(url))),
    url,
    replyUrl: linkOf(raw.replyUrl),
    title: cleanLine(raw.title ?? '', maxTitle),
    text: cleanText(raw.text ?? '', maxText),
    author: cleanLine(raw.author ?? '', maxName) || null,
    authorUrl: linkOf(raw.authorUrl),
    publishedAt: dateOf(raw.publishedAt, now),
    language: languageOf(raw.language),
    threadKey: keyOf(raw.threadKey),
    potentialReach:
      raw.potentialReach != null && raw.potentialReach < 0 ? null : (countOf(raw.potentialReach) ?? null),
    engagement: engagementOf(raw.engagement),
    media: [...new Set((raw.media ?? []).flatMap((address) => linkOf(address) ?? []))].slice(0, maxMedia),
  }
}

/** The clean plain text of HTML. */
export const plainText = (html: string): string => cleanText(htmlToText(html), maxText)

const linkOf = (address: string | null | undefined): string | null => resolveLink(address ?? undefined, null)

/** Global ids that are web addresses are spelled like permalinks, which other sources know instead. */
const identityOf = (id: string | null | undefined): string | null =>
  id === null || id === undefined ? null : keyOf(canonicalAddress(id) ?? id)

function keyOf(key: string | null | undefined): string | null {
  const clean = cleanLine(key ?? '', maxId * 2)
  if (clean.length > maxId) return createHash('sha256').update(clean).digest('hex')
  return clean === '' ? null : clean
}

function dateOf(given: string | Date | null | undefined, now: Date): Date | null {
  // What feeds write is read to the second; APIs say more.
  const isExact = typeof given === 'string' && /^\d{4}-\d\d-\d\dT[\d:.]+(?:Z|[+-]\d\d:\d\d)$/.test(given)
  const written = given instanceof Date ? given : isExact ? new Date(given) : readDate(given)
  const date = written && believed(written)
  return date !== null && date > now ? now : date
}

function languageOf(given: string | null | undefined): string | null {
  const tag = given?.trim().replaceAll('_', '-').toLowerCase() ?? ''
  return /^[a-z]{2,8}(-[a-z\d]{1,8})*$/.test(tag) && tag !== 'und' ? tag : null
}

const countOf = (given: number | null | undefined): number | undefined =>
  given === null || given === undefined || !Number.isFinite(given)
    ? undefined
    : Math.min(Math.round(given), Number.MAX_SAFE_INTEGER)

function engagementOf(given: RawItem['engagement']): Engagement | null {
  const counts = Object.entries(given ?? {}).flatMap(([name, count]) => {
    const clean = countOf(count)
    return clean === undefined ? [] : [[name, clean] as const]
  })
  return counts.length === 0 ? null : Object.fromEntries(counts)
}
