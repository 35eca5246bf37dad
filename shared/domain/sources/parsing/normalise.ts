import { createHash } from 'node:crypto'
import { cleanLine, cleanText } from './clean-text.ts'
import { readDate } from './dates.ts'
import type { ParsedDocument, ParsedEntry } from './document.ts'
import { htmlToText, looksLikeHtml } from './html-text.ts'
import { nestBase, resolveLink } from './links.ts'
import type { RawEntry, RawFeed, RawPerson, RawText } from './raw-feed.ts'

const maxText = 20_000
const maxTitle = 1000
const maxName = 200
const maxId = 500
const maxMedia = 20

/** Applies to a dialect's findings every fallback, and makes their texts plain and their links absolute. */
export function normalise(
  raw: RawFeed,
  documentUrl: string,
  { warnings, cutOff }: Pick<ParsedDocument, 'warnings' | 'cutOff'>,
): ParsedDocument {
  const base = nestBase(documentUrl, raw.base)
  const feedAuthor = nameOf(raw.authors)
  const entries = raw.entries.map((entry) => normaliseEntry(entry, base, raw))
  return {
    format: raw.format,
    feed: {
      title: lineOf(raw.title),
      link: resolveLink(raw.link, base),
      description: raw.description === undefined ? null : plain(raw.description, maxText) || null,
      author: feedAuthor,
      language: languageOf(raw.language),
      ttlSeconds: raw.ttlSeconds ?? null,
      skipHours: hoursOf(raw.skipHours ?? []),
      skipDays: daysOf(raw.skipDays ?? []),
      hub: resolveLink(raw.hub, base),
      self: resolveLink(raw.self, base),
      movedTo: resolveLink(raw.movedTo, base),
    },
    entries: withUniqueIds(entries),
    warnings,
    cutOff,
  }
}

function normaliseEntry(raw: RawEntry, feedBase: string | null, feed: RawFeed): ParsedEntry {
  const base = nestBase(feedBase, raw.base)
  const link = firstLink(raw.links, base)
  const title = raw.title === undefined ? '' : (lineOf(raw.title) ?? '')
  const text = plain(raw.content, maxText) || plain(raw.summary, maxText)
  const authors = raw.authors.length > 0 ? raw.authors : feed.authors
  const published = readDate(raw.published)
  return {
    id: idOf(raw, link, title, text, resolveLink(feed.link, feedBase)),
    link,
    title,
    author: nameOf(authors),
    authorUrl: authors.map(({ uri }) => resolveLink(uri, base)).find((uri) => uri !== null) ?? null,
    published,
    updated: readDate(raw.updated),
    summary: raw.summary?.value ?? null,
    content: raw.content?.value ?? null,
    text,
    language: languageOf(raw.language ?? feed.language),
    media: [...new Set(raw.media.flatMap((address) => resolveLink(address, base) ?? []))].slice(0, maxMedia),
    inReplyTo: raw.inReplyTo?.trim() ?? null,
  }
}

/** RSS counts hours from 0 to 23, some from 1 to 24. */
function hoursOf(written: (string | number)[]): number[] {
  const hours = written.map((hour) => Number(hour)).filter((hour) => Number.isInteger(hour))
  return unique(hours.filter((hour) => hour >= 0 && hour <= 24).map((hour) => hour % 24))
}

const dayNames = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat']

function daysOf(written: string[]): number[] {
  const days = written.map((day) => dayNames.indexOf(day.trim().slice(0, 3).toLowerCase()))
  return unique(days.filter((day) => day >= 0))
}

const unique = (numbers: number[]) => [...new Set(numbers)].toSorted((a, b) => a - b)

function firstLink(links: string[], base: string | null): string | null {
  for (const link of links) {
    const resolved = resolveLink(link, base)
    if (resolved !== null) return resolved
  }
  return null
}

function plain(text: RawText | undefined, maxLength: number): string {
  if (text === undefined) return ''
  const isHtml = text.kind === 'html' || (text.kind === 'unknown' && looksLikeHtml(text.value))
  return cleanText(isHtml ? htmlToText(text.value) : text.value, maxLength)
}

/** Titles and the like on one line; null when nothing is left. */
function lineOf(text: RawText | undefined): string | null {
  if (text === undefined) return null
  // A title is HTML only if it looks so, even where the dialect says HTML: "a<b" must not lose its end.
  const isHtml = text.kind !== 'text' && looksLikeHtml(text.value)
  return cleanLine(isHtml ? htmlToText(text.value) : text.value, maxTitle) || null
}

/** Names of the people, each once, or their addresses where they have none. */
function nameOf(people: RawPerson[]): string | null {
  const names = people.flatMap(({ name, email, uri }) => {
    const shown =
      name === undefined ? (email ?? uri) : withoutEmail(looksLikeHtml(name) ? htmlToText(name) : name)
    return shown === undefined ? [] : [shown.trim()]
  })
  return cleanLine([...new Set(names)].join(', '), maxName) || null
}

/** `Ann (ann@example.com)` and `ann@example.com (Ann)` are Ann. */
function withoutEmail(name: string): string {
  const behind = /^([^()<>]+)[(<]\s*(?:mailto:)?[^\s@()<>]+@[^\s@()<>]+\s*[)>]\s*$/.exec(name)
  const before = /^\s*[^\s@()<>]+@[^\s@()<>]+\s*\(([^()]+)\)\s*$/.exec(name)
  return behind?.[1] ?? before?.[1] ?? name
}

function languageOf(language: string | undefined): string | null {
  const tag = language?.trim().replaceAll('_', '-').toLowerCase() ?? ''
  return /^[a-z]{2,8}(-[a-z\d]{1,8})*$/.test(tag) ? tag : null
}

const hash = (...parts: string[]) => createHash('sha256').update(parts.join('\u0000')).digest('hex')

function idOf(raw: RawEntry, link: string | null, title: string, text: string, home: string | null): string {
  const given = cleanLine(raw.id ?? '', maxId * 2)
  // Where all entries point to the home page, the link tells none of them apart.
  const id = given || (link === home ? null : link) || hash(title, text, raw.published ?? '')
  return id.length > maxId ? hash(id) : id
}

/**
 * One entry per id. Entries that share an id but say different things are all kept, told apart by their links if those
 * differ, else by what they say, whichever of them the feed will still carry next time. An entry that is repeated as
 * a whole is kept once.
 */
function withUniqueIds(entries: ParsedEntry[]): ParsedEntry[] {
  /** id → link → what is said there. */
  const said = new Map<string, Map<string, Set<string>>>()
  for (const entry of entries) {
    const links = said.get(entry.id) ?? new Map<string, Set<string>>()
    const texts = links.get(entry.link ?? '') ?? new Set<string>()
    said.set(entry.id, links.set(entry.link ?? '', texts.add(fingerprint(entry))))
  }
  const taken = new Set<string>()
  return entries.flatMap((entry) => {
    const links = said.get(entry.id) ?? new Map<string, Set<string>>()
    const isTold = (links.get(entry.link ?? '')?.size ?? 0) > 1
    const id =
      isTold || links.size > 1 ? hash(entry.id, entry.link ?? '', isTold ? fingerprint(entry) : '') : entry.id
    if (taken.has(id)) return []
    taken.add(id)
    return id === entry.id ? entry : { ...entry, id }
  })
}

const fingerprint = ({ title, text }: ParsedEntry) => `${title}\n${text}`
