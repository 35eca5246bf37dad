import type { DiscoveredFeed } from '../shared/domain/sources/parsing/discover.ts'
import { htmlToText } from '../shared/domain/sources/parsing/html-text.ts'
import type { ParsedDocument, ParsedEntry } from '../shared/domain/sources/parsing/document.ts'

/** What one document says, or why it cannot be heard: one line of `npm run feed -- --json`. */
export type FeedReport = {
  input: string
  /** `rss`, `rdf` (RSS 0.90 and 1.0), `atom` or `json`. */
  format: ParsedDocument['format'] | null
  feed: {
    title: string | null
    link: string | null
    description: string | null
    author: string | null
  } | null
  items: ItemReport[]
  /** Sentences about what was repaired or left out. */
  warnings: string[]
  /** `discovered`: feeds that a web page offers. */
  error: { code: string; detail: string; discovered?: DiscoveredFeed[] } | null
}

export type ItemReport = {
  /** As the document gives it; null when Earshot has to make one. */
  id: string | null
  link: string | null
  title: string | null
  author: string | null
  /** ISO 8601, UTC. */
  published: string | null
  updated: string | null
  /** As given, links made absolute. */
  summary: string | null
  content: string | null
  /** What Earshot reads: plain text. */
  text: string
  language: string | null
  media: string[]
  /** What it answers, and where it is discussed. */
  inReplyTo: string | null
  comments: string | null
}

/** The report on a document that was read. `url`: where it came from, if anywhere. */
export function reportOf(
  input: string,
  url: string | null,
  { format, feed, entries, warnings }: ParsedDocument,
): FeedReport {
  const { title, description, author } = feed
  const link = feed.link ?? url
  return {
    input,
    format,
    feed: { title: title ?? url ?? link, link, description, author },
    items: entries.map((entry) => itemReport(entry, link)),
    warnings,
    error: null,
  }
}

const maxTitle = 100

function itemReport(entry: ParsedEntry, home: string | null): ItemReport {
  const { author, published, updated, summary, content, text, language, media, inReplyTo, comments } = entry
  const link = entry.link ?? home
  return {
    id: entry.givenId,
    link,
    title: entry.title || shorten(htmlToText(summary ?? '')) || shorten(text) || link,
    author,
    published: isoOf(published),
    updated: isoOf(updated),
    summary,
    content,
    text,
    language,
    media,
    inReplyTo,
    comments,
  }
}

const isoOf = (date: Date | null) => date?.toISOString() ?? null

/** The first words of a text stand for the title that it lacks. */
function shorten(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim()
  return line.length <= maxTitle ? line : `${line.slice(0, maxTitle).replace(/\s\S*$/, '')}…`
}

/** The report on a document that cannot be heard. */
export function failureOf(
  input: string,
  { code, detail, facts }: { code: string; detail: string; facts?: Record<string, unknown> | undefined },
): FeedReport {
  const discovered = facts?.discovered as DiscoveredFeed[] | undefined
  return {
    input,
    format: null,
    feed: null,
    items: [],
    warnings: [],
    error: { code, detail, ...(discovered === undefined ? {} : { discovered }) },
  }
}
