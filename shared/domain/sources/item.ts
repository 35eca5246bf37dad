/** Counts that a source gives with a post; what it does not say is missing, never 0. */
export type Engagement = { likes?: number; shares?: number; replies?: number; views?: number }

/** One entry of a feed, before matching: plain text, resolved links, cleaned so that PostgreSQL can store it. */
export type Item = {
  /** Stable inside its feed: guid, else link, else a hash of what it says. At most 500 characters. */
  externalId: string
  /**
   * The same for the same post wherever it is heard: the source's global id (an ActivityPub uri, an at:// uri), else
   * its canonical address (`canonicalAddress`); null when it has neither.
   */
  identity: string | null
  /** The permalink: where people read it; http or https, absolute. */
  url: string | null
  /** Where a person can answer it, when that is not the permalink. */
  replyUrl: string | null
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
  engagement: Engagement | null
  /** Absolute http(s) addresses of pictures, sounds and films. */
  media: string[]
}
