/** What of an item queries can ask for. What is missing is not known, and matches no query that asks for it. */
export type Matchable = {
  /** Plain text, '' when there is none. */
  title: string
  text: string
  author?: string | null
  authorUrl?: string | null
  /** Where people read it. */
  url?: string | null
  /** The source word of its feed. */
  source?: string
  /** BCP 47 tag as declared; without one, the scorer names the language of the words when a query asks for it. */
  language?: string | null
  /** Addresses of pictures, sounds and films. */
  media?: readonly unknown[]
}

/** Where a matched term stands in the original text, UTF-16 code units, end exclusive. */
export type MatchSpan = { field: 'title' | 'text'; start: number; end: number }
