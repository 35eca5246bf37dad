/** One entry of a feed, before matching: plain text, resolved links, cleaned so that PostgreSQL can store it. */
export type Item = {
  /** Stable inside its feed: guid, else link, else a hash of what it says. At most 500 characters. */
  externalId: string
  /** Where people read it; http or https, absolute. */
  url: string | null
  /** One line of plain text; '' when the document gives none. */
  title: string
  /** Plain text, NFC, lines kept; no control or bidirectional override characters; at most 20,000 characters. */
  text: string
  author: string | null
  authorUrl: string | null
  /** Never in the future. */
  publishedAt: Date | null
  /** BCP 47 tag as the document says it, lower case. */
  language: string | null
  /** Items of one conversation share it; null when the source has no conversations. */
  threadKey: string | null
  /** How many people may see it, as far as the source says; a rough figure. */
  potentialReach: number | null
  /** Absolute http(s) addresses of pictures, sounds and films. */
  media: string[]
}
