import type { FetchState } from '../../connector.ts'
import type { HttpReply } from '../../http-reply.ts'

/** What a cache header may ask for at most; longer ones are mostly mistakes. */
const maxCacheSeconds = 5 * 3600

/**
 * The validators for next time: both of the newest document, never one of each. A 304 is about the document that is known,
 * and renews what it names.
 */
export function validators(
  { status, headers }: HttpReply,
  known: FetchState,
): Pick<FetchState, 'etag' | 'lastModified'> {
  const etag = headers['etag'] ?? null
  const lastModified = headers['last-modified'] ?? null
  return status === 304
    ? { etag: etag ?? known.etag, lastModified: lastModified ?? known.lastModified }
    : { etag, lastModified }
}

/** How long the server says the document stays fresh: `max-age`, else `Expires`. */
export function cacheSeconds({ headers }: HttpReply): number | null {
  const control = headers['cache-control'] ?? ''
  if (/\b(no-cache|no-store)\b/i.test(control)) return null
  const maxAge = /\bmax-age\s*=\s*"?(\d+)/i.exec(control)?.[1]
  const expires = Date.parse(headers['expires'] ?? '') - Date.parse(headers['date'] ?? '')
  const seconds = maxAge === undefined ? Math.round(expires / 1000) : Number(maxAge)
  return seconds > 0 ? Math.min(seconds, maxCacheSeconds) : null
}

const forGood = new Set([301, 308])

/** Where the feed stands now, as far as redirects say so that are for good; those behind a passing one do not count. */
export function movedTo({ redirects }: HttpReply): string | null {
  const passing = redirects.findIndex(({ status }) => !forGood.has(status))
  return redirects.slice(0, passing === -1 ? undefined : passing).at(-1)?.to ?? null
}

/** The addresses that a Link header gives for a relation. Quoted commas are the only trap. */
export function linksOf({ headers, finalUrl }: HttpReply, relation: string): string[] {
  const links = (headers['link'] ?? '').matchAll(/<([^>]*)>((?:[^,"]|"[^"]*")*)/g)
  return [...links].flatMap(([, target = '', parameters = '']) => {
    const [, quoted, bare] = /;\s*rel\s*=\s*(?:"([^"]*)"|([^\s;,"]+))/i.exec(parameters) ?? []
    const relations = (quoted ?? bare ?? '').toLowerCase().split(/\s+/)
    return relations.includes(relation) && URL.canParse(target, finalUrl)
      ? [new URL(target, finalUrl).href]
      : []
  })
}
