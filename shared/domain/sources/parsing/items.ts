import { canonicalAddress } from '../canonical-address.ts'
import type { Item } from '../item.ts'
import type { ParsedDocument, ParsedEntry } from './document.ts'

/** The items of a document, as the rest of Earshot knows them. `now` bounds their dates. */
export function itemsOf(document: ParsedDocument, now: Date): Item[] {
  return document.entries.map((entry) => ({
    externalId: entry.id,
    identity: entry.link === null ? null : canonicalAddress(entry.link),
    url: entry.link,
    replyUrl: entry.comments,
    title: entry.title,
    text: entry.text,
    author: entry.author,
    authorUrl: entry.authorUrl,
    publishedAt: notAfter(now, entry.published ?? entry.updated),
    language: entry.language,
    threadKey: threadOf(entry),
    potentialReach: null,
    engagement: entry.counts,
    media: entry.media,
  }))
}

/** Clocks run ahead, and some sites publish with a date to come; an item that can be read has been published. */
function notAfter(now: Date, date: Date | null): Date | null {
  return date !== null && date > now ? now : date
}

/** A comment belongs to the page it stands on, a reply to what it answers. */
function threadOf({ link, inReplyTo }: ParsedEntry): string | null {
  if (inReplyTo !== null) return inReplyTo
  const comment = /#(comment|respond|reply|c)[-_]?\d/i.exec(link ?? '')
  return comment === null || link === null ? null : link.slice(0, comment.index)
}
