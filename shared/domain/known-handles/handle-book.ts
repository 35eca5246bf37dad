import type { HandleKind } from '../../contract/known-handle.ts'
import { handleOf } from '../matching/site.ts'

export type BookedHandle = { source: string | null; handle: string; kind: HandleKind }

/** Tells authors that are ours by their handles. */
export type HandleBook = {
  kindOf(source: string, author: string | null, authorUrl: string | null): HandleKind | null
}

/** The form in which two spellings of a handle are equal: lower case, no @ in front. May be ''. */
export function foldHandle(handle: string): string {
  return handle.normalize('NFKC').trim().toLowerCase().replace(/^@+/, '')
}

/** One place each, whose accounts have names that nobody else can take: what these sources call an author is a handle. */
const accountSources = new Set(['bluesky', 'bluesky-search', 'github', 'hackernews', 'lobsters', 'reddit'])
/** Many places each: a name belongs to somebody only together with its place, which the address of their page tells. */
const placeSources = new Set(['discourse', 'lemmy', 'mastodon', 'peertube'])

/** Whether somebody else may have the same handle elsewhere at this source. */
export const needsPlace = (source: string | null, handle: string): boolean =>
  source !== null && placeSources.has(source) && !handle.includes('@')

/**
 * An author is known by the name of their account: what the source calls them, or what stands at the end of the address
 * of their page, with the site where names are unique only there (`acme_help@example.social`). Names that people choose
 * for show never count: whoever is called like our help desk would else stay out of the queue. Feeds and other sources
 * where authors may write what they want count only for handles that are booked for that very source, and one of a
 * source before one of all.
 */
export function createHandleBook(handles: readonly BookedHandle[]): HandleBook {
  const kinds = new Map(handles.map(({ source, handle, kind }) => [`${source ?? ''} ${handle}`, kind]))
  return {
    kindOf(source, author, authorUrl) {
      if (kinds.size === 0) return null
      const isVouchedFor = accountSources.has(source) || placeSources.has(source)
      const names = namesOf(source, author, authorUrl)
      for (const place of isVouchedFor ? [source, ''] : [source])
        for (const name of names) {
          const kind = kinds.get(`${place} ${name}`)
          if (kind !== undefined) return kind
        }
      return null
    },
  }
}

function namesOf(source: string, author: string | null, authorUrl: string | null): string[] {
  const onSite = authorUrl === null ? '' : foldHandle(handleOf(authorUrl))
  if (placeSources.has(source)) return [onSite]
  const names = author === null ? [] : [foldHandle(author)]
  const site = onSite.lastIndexOf('@')
  return site < 0 ? names : [...names, onSite, onSite.slice(0, site)]
}
