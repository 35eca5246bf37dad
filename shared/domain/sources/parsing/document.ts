/** What a document says, with every fallback applied: the common form of all feed dialects. */
export type ParsedDocument = {
  format: 'rss' | 'atom' | 'rdf' | 'json'
  feed: {
    /** As given. */
    id: string | null
    title: string | null
    link: string | null
    description: string | null
    author: string | null
    language: string | null
    /** How long the document may be kept, as it says itself. */
    ttlSeconds: number | null
    /** Hours of the day (0 to 23, UTC) and days of the week (0 is Sunday) at which it need not be fetched. */
    skipHours: number[]
    skipDays: number[]
    /** WebSub: where one subscribes, and the address to subscribe to. */
    hub: string | null
    self: string | null
    /** Where the feed says that it has moved for good (`itunes:new-feed-url`). */
    movedTo: string | null
  }
  entries: ParsedEntry[]
  /** Sentences about what was repaired or left out. */
  warnings: string[]
  /** It ends before its outermost element does, so there may have been more. */
  cutOff: boolean
}

export type ParsedEntry = {
  /** guid, else link, else a hash of what it says. Unique in the document. */
  id: string
  /** As the document gives it, absolute if it is an address. */
  givenId: string | null
  link: string | null
  /** '' when there is none. */
  title: string
  author: string | null
  authorUrl: string | null
  /** As the document says, be it in the future. */
  published: Date | null
  updated: Date | null
  /** As given, be it HTML; its links are absolute. */
  summary: string | null
  /** As given, be it HTML; its links are absolute. */
  content: string | null
  /** Plain text of the content, else of the summary. */
  text: string
  language: string | null
  media: string[]
  inReplyTo: string | null
  /** Where people discuss it, unless that is its link. */
  comments: string | null
  counts: { likes?: number; replies?: number; views?: number } | null
}
