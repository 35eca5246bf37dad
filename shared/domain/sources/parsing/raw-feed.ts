/** What a dialect's reader finds in a document, before any fallback: everything may be missing. */

export type RawText = {
  value: string
  /** `unknown`: plain text or HTML, the dialect does not say. */
  kind: 'text' | 'html' | 'unknown'
  /** xml:base of the element itself. */
  base?: string | undefined
}

export type RawPerson = { name?: string | undefined; email?: string | undefined; uri?: string | undefined }

export type RawEntry = {
  id?: string | undefined
  /** First the best link. Relative ones are resolved later. */
  links: string[]
  title?: RawText | undefined
  summary?: RawText | undefined
  content?: RawText | undefined
  authors: RawPerson[]
  published?: string | undefined
  updated?: string | undefined
  base?: string | undefined
  language?: string | undefined
  media: string[]
  /** What it answers, by address or id. */
  inReplyTo?: string | undefined
}

export type RawFeed = {
  format: 'rss' | 'atom' | 'rdf' | 'json'
  id?: string | undefined
  title?: RawText | undefined
  link?: string | undefined
  description?: RawText | undefined
  authors: RawPerson[]
  language?: string | undefined
  base?: string | undefined
  /** How long the document may be kept, in seconds, as it says itself. */
  ttlSeconds?: number | undefined
  /** As written: hours of the day, English names of days. */
  skipHours?: (string | number)[] | undefined
  skipDays?: string[] | undefined
  hub?: string | undefined
  self?: string | undefined
  movedTo?: string | undefined
  entries: RawEntry[]
}
