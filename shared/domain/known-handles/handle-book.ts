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

/**
 * An author is known by what the source calls them, or by the name at the end of the address of their page, with or
 * without the site (`acme_help`, `acme_help@example.social`). A handle of one source counts before one of all.
 */
export function createHandleBook(handles: readonly BookedHandle[]): HandleBook {
  const kinds = new Map(handles.map(({ source, handle, kind }) => [`${source ?? ''} ${handle}`, kind]))
  return {
    kindOf(source, author, authorUrl) {
      if (kinds.size === 0) return null
      const names = namesOf(author, authorUrl)
      for (const place of [source, ''])
        for (const name of names) {
          const kind = kinds.get(`${place} ${name}`)
          if (kind !== undefined) return kind
        }
      return null
    },
  }
}

function namesOf(author: string | null, authorUrl: string | null): string[] {
  const names = author === null ? [] : [foldHandle(author)]
  if (authorUrl === null) return names
  const onSite = foldHandle(handleOf(authorUrl))
  const site = onSite.lastIndexOf('@')
  // On other instances the name itself carries its home: @acme@home.example@instance.example.
  return site < 0 ? names : [...names, onSite, onSite.slice(0, site)]
}
