/** What a dialect's reader finds in a document, before any fallback: everything may be missing. */

export type RawText = {
  value: string
  /** `unknown`: plain text or HTML, the dialect does not say. */
  kind: 'text' | 'html' | 'unknown'
  /** What its relative links refer to, as far as the document says (xml:base). */
  base?: string | null | undefined
}

/** An address as written, and what it refers to if it is relative, as far as the document says. */
export type RawLink = { href: string; base?: string | null | undefined }

export type RawPerson = { name?: string | undefined; email?: string | undefined; uri?: string | undefined }

export type RawEntry = {
  id?: string | undefined
  /** The id, where it is a relative address. */
  idLink?: RawLink | undefined
  /** First the best link. Relative ones are resolved later. */
  links: RawLink[]
  title?: RawText | undefined
  summary?: RawText | undefined
  content?: RawText | undefined
  authors: RawPerson[]
  published?: string | undefined
  updated?: string | undefined
  language?: string | undefined
  media: RawLink[]
  /** What it answers, by address or id. */
  inReplyTo?: string | undefined
  /** Where people discuss it. */
  comments?: RawLink | undefined
  counts?: { likes?: number; replies?: number; views?: number } | undefined
}

export type RawFeed = {
  format: 'rss' | 'atom' | 'rdf' | 'json'
  id?: string | undefined
  idLink?: RawLink | undefined
  title?: RawText | undefined
  link?: RawLink | undefined
  description?: RawText | undefined
  authors: RawPerson[]
  language?: string | undefined
  /** How long the document may be kept, in seconds, as it says itself. */
  ttlSeconds?: number | undefined
  /** As written: hours of the day, English names of days. */
  skipHours?: string[] | undefined
  skipDays?: string[] | undefined
  hub?: RawLink | undefined
  self?: RawLink | undefined
  movedTo?: RawLink | undefined
  entries: RawEntry[]
}
