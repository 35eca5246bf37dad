import { postCollection } from './post.ts'

/** What a message of the firehose says. `timeUs`: microseconds since 1970 by the firehose's clock. */
export type FrameNews =
  | { kind: 'post'; timeUs: number; did: string; rkey: string; record: unknown }
  | { kind: 'deleted'; timeUs: number; did: string; rkey: string }
  | { kind: 'other'; timeUs: number }

/** Reads a message whole; null when it is none that the firehose would send. */
export function readFrame(frame: Buffer): FrameNews | null {
  let message: Message | null
  try {
    message = JSON.parse(frame.toString()) as Message | null
  } catch {
    return null
  }
  const { did, time_us: timeUs, kind, commit } = message ?? {}
  if (typeof timeUs !== 'number' || !Number.isSafeInteger(timeUs) || timeUs < 0) return null
  if (kind !== 'commit' || commit?.collection !== postCollection) return { kind: 'other', timeUs }
  const { operation, rkey, record } = commit
  if (typeof did !== 'string' || typeof rkey !== 'string' || !isKey(did, rkey))
    return { kind: 'other', timeUs }
  if (operation === 'delete') return { kind: 'deleted', timeUs, did, rkey }
  if (operation !== 'create' && operation !== 'update') return { kind: 'other', timeUs }
  return { kind: 'post', timeUs, did, rkey, record }
}

type Message = Partial<Record<'did' | 'time_us' | 'kind', unknown>> & {
  commit?: Partial<Record<'operation' | 'collection' | 'rkey' | 'record', unknown>>
}

/** As the protocol allows them, so that the addresses made of them are what they seem to be. */
const isKey = (did: string, rkey: string) =>
  /^did:[a-z]+:[\w.:%-]{1,200}$/.test(did) && /^[\w.~:-]{1,200}$/.test(rkey)

/**
 * What is looked for: ends of names with their quote. Short ones that begin with a letter that is rare in such messages
 * are found several times faster than whole names. What they find besides is left to a closer look.
 */
const needles = { text: 'xt"', embed: 'bed"', alt: 'alt"', external: 'rnal"', delete: 'lete"' }

/**
 * The text of a post, seen without reading the message whole, which takes several times as long. Null where that needs
 * a closer look: a text is given only for what is no deletion and says nothing besides (`textOfPost`). Whoever does not
 * want that text does not want the post.
 *
 * In JSON a quote that no backslash precedes begins or ends a string, so `"text":` is a key; and if the message has no
 * second one, nor one that is written in escapes, no other text can be the record's.
 */
export function glanceAtText(frame: Buffer): string | null {
  // One byte is one character here, and all that is looked for is ASCII.
  const raw = frame.toString('latin1')
  const at = raw.indexOf(needles.text) - 3
  if (at < 1 || !raw.startsWith('"text":"', at)) return null
  const start = at + 8
  const escape = raw.indexOf('\\')
  if (escape !== -1 && (raw.charCodeAt(at - 1) === backslash || escapedLetter.test(raw))) return null
  const end = endOfString(raw, start)
  if (end === -1 || raw.includes(needles.text, end) || raw.includes(needles.delete) || showsText(raw))
    return null
  const text = frame.toString('utf8', start, end)
  if (escape === -1 || !text.includes('\\')) return text
  try {
    return JSON.parse(`"${text}"`) as string
  } catch {
    return null
  }
}

const backslash = 0x5c
/** `\u0074ext` is a way to write the key. Letters have no other escapes of this kind. */
const escapedLetter = /\\u00[67]/

/** Whether what a post shows may say something: a page that it links to, or what a picture shows. */
function showsText(raw: string): boolean {
  if (!raw.includes(needles.embed)) return false
  for (let at = raw.indexOf(needles.alt); at !== -1; at = raw.indexOf(needles.alt, at + 4)) {
    if (!raw.startsWith(':""', at + 4)) return true
  }
  return raw.includes(needles.external)
}

/** Where the quote stands that ends a string; -1 when none does. */
function endOfString(raw: string, start: number): number {
  for (let end = raw.indexOf('"', start); end !== -1; end = raw.indexOf('"', end + 1)) {
    let backslashes = 0
    while (raw.charCodeAt(end - 1 - backslashes) === backslash) backslashes++
    if (backslashes % 2 === 0) return end
  }
  return -1
}
