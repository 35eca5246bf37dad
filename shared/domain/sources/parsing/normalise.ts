import { createHash } from 'node:crypto'
import { cleanLine, cleanText } from './clean-text.ts'
import { readDate } from './dates.ts'
import type { ParsedDocument, ParsedEntry } from './document.ts'
import { htmlToText, looksLikeHtml } from './html-text.ts'
import { resolveLink } from './links.ts'
import type { RawEntry, RawFeed, RawLink, RawPerson, RawText } from './raw-feed.ts'
import { tidyMarkup } from './tidy-markup.ts'

const maxText = 20_000
const maxTitle = 1000
const maxName = 200
const maxId = 500
const maxMedia = 20

export type NormaliseOptions = Pick<ParsedDocument, 'warnings' | 'cutOff'> & {
  /** Whether summaries and contents are wanted as given, with their links made absolute; else they are null. */
  markup: boolean
}

/** Applies to a dialect's findings every fallback, and makes their texts plain and their links absolute. */
export function normalise(
  raw: RawFeed,
  documentUrl: string | null,
  { warnings, cutOff, markup }: NormaliseOptions,
): ParsedDocument {
  const link = resolve(raw.link, documentUrl)
  const context: Context = {
    feed: raw,
    link,
    base: baseOf(documentUrl, link),
    markup,
    name: nameOf(raw.authors),
  }
  return {
    format: raw.format,
    feed: {
      id: resolve(raw.idLink, documentUrl) ?? raw.id ?? null,
      title: lineOf(raw.title),
      link,
      description: raw.description === undefined ? null : plain(raw.description, maxText) || null,
      author: context.name,
      language: languageOf(raw.language),
      ttlSeconds: raw.ttlSeconds ?? null,
      skipHours: hoursOf(raw.skipHours ?? []),
      skipDays: daysOf(raw.skipDays ?? []),
      hub: resolve(raw.hub, documentUrl),
      self: resolve(raw.self, documentUrl),
      movedTo: resolve(raw.movedTo, documentUrl),
    },
    entries: withUniqueIds(normaliseEntries(raw.entries, context)),
    warnings,
    cutOff,
  }
}

type Context = {
  feed: RawFeed
  link: string | null
  /** What links refer to that are relative and do not say to what. */
  base: string | null
  markup: boolean
  name: string | null
}

/** A feed that another host serves for its site writes its links for the site. */
function baseOf(documentUrl: string | null, link: string | null): string | null {
  const site = link !== null && URL.canParse(link) ? new URL(link) : null
  if (documentUrl === null || !URL.canParse(documentUrl)) return site?.href ?? null
  return site === null || site.host === new URL(documentUrl).host ? documentUrl : site.href
}

/** Takes the entries out of their list, so that long ones do not stand in memory twice. */
function normaliseEntries(raw: RawEntry[], context: Context): ParsedEntry[] {
  const entries: ParsedEntry[] = []
  raw.reverse()
  for (let entry = raw.pop(); entry !== undefined; entry = raw.pop())
    entries.push(normaliseEntry(entry, context))
  return entries
}

function normaliseEntry(raw: RawEntry, context: Context): ParsedEntry {
  const { base } = context
  const link = firstLink(raw.links, base)
  const title = raw.title === undefined ? '' : (lineOf(raw.title) ?? '')
  const text = plain(raw.content, maxText) || plain(raw.summary, maxText)
  const authors = raw.authors.length > 0 ? raw.authors : context.feed.authors
  const comments = resolve(raw.comments, base)
  return {
    id: idOf(raw, link, title, text, context.link),
    givenId: resolve(raw.idLink, base) ?? (raw.id?.trim() || null),
    link,
    title,
    author: raw.authors.length > 0 ? nameOf(raw.authors) : context.name,
    authorUrl: authors.map(({ uri }) => resolveLink(uri, base)).find((uri) => uri !== null) ?? null,
    published: readDate(raw.published),
    updated: readDate(raw.updated),
    summary: context.markup ? markupOf(raw.summary, base) : null,
    content: context.markup ? markupOf(raw.content, base) : null,
    text,
    language: languageOf(raw.language ?? context.feed.language),
    media: raw.media.length === 0 ? [] : mediaOf(raw.media, base),
    inReplyTo: raw.inReplyTo?.trim() ?? null,
    comments: comments === link ? null : comments,
    counts: raw.counts ?? null,
  }
}

const resolve = (link: RawLink | undefined, base: string | null) =>
  resolveLink(link?.href, link?.base ?? base)

function firstLink(links: RawLink[], base: string | null): string | null {
  for (const link of links) {
    const resolved = resolve(link, base)
    if (resolved !== null) return resolved
  }
  return null
}

const mediaOf = (links: RawLink[], base: string | null): string[] =>
  [...new Set(links.flatMap((link) => resolve(link, base) ?? []))].slice(0, maxMedia)

function markupOf(text: RawText | undefined, base: string | null): string | null {
  if (text === undefined) return null
  return text.kind === 'text' ? text.value : tidyMarkup(text.value, text.base ?? base)
}

/** RSS counts hours from 0 to 23, some from 1 to 24. */
function hoursOf(written: string[]): number[] {
  const hours = written.map(Number).filter((hour) => Number.isInteger(hour))
  return unique(hours.filter((hour) => hour >= 0 && hour <= 24).map((hour) => hour % 24))
}

const dayNames = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat']

function daysOf(written: string[]): number[] {
  const days = written.map((day) => dayNames.indexOf(day.trim().slice(0, 3).toLowerCase()))
  return unique(days.filter((day) => day >= 0))
}

const unique = (numbers: number[]) => [...new Set(numbers)].toSorted((a, b) => a - b)

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
  if (new Set(entries.map(({ id }) => id)).size === entries.length) return entries
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
