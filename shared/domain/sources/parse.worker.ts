import { parentPort } from 'node:worker_threads'
import { Problem } from '../../runtime/problem.ts'
import type { ProblemDocument } from '../../contract/problems.ts'
import type { Item } from './item.ts'
import { parseDocument, type DocumentMeta } from './parse.ts'
import type { ParsedDocument } from './parsing/document.ts'
import { itemsOf } from './parsing/items.ts'

/**
 * `number` is posted to the parent when reading begins. `now`: items are wanted, none from a later time; without it
 * the document as it is.
 */
export type ParseTask = { number: number; bytes: Uint8Array; meta: DocumentMeta; now: Date | null }

/** A document with its entries as items. */
export type ParsedFeed = Pick<ParsedDocument, 'format' | 'feed' | 'warnings' | 'cutOff'> & { items: Item[] }

/** Problems lose their class between threads, so they cross as documents. */
export type ParseAnswer =
  | { ok: true; read: ParsedFeed | ParsedDocument }
  | { ok: false; problem: ProblemDocument }

export default function run({ number, bytes, meta, now }: ParseTask): ParseAnswer {
  parentPort?.postMessage(number, [])
  try {
    const document = parseDocument(bytes, meta, { markup: now === null })
    if (now === null) return { ok: true, read: document }
    const { format, feed, warnings, cutOff } = document
    return { ok: true, read: { format, feed, warnings, cutOff, items: itemsOf(document, now) } }
  } catch (error) {
    if (error instanceof Problem) return { ok: false, problem: error.toDocument() }
    throw error
  }
}
