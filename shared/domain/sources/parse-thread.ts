import { Piscina } from 'piscina'
import { Problem } from '../../runtime/problem.ts'
import type { DocumentMeta } from './parse.ts'
import type { ParseAnswer, ParsedFeed, ParseTask } from './parse.worker.ts'

export type Parser = {
  /**
   * Reads a document in a thread of its own.
   * @throws Problem as `parseDocument`; `feed_too_slow_to_parse` when it takes too long or too much memory
   */
  parse(bytes: Uint8Array, meta: DocumentMeta): Promise<ParsedFeed>
  close(): Promise<void>
}

export type ParserOptions = {
  /** How many documents are read at once. Default 1. */
  threads?: number
  /** For one document, once its turn has come. Default 8 s. */
  deadlineMs?: number
  /** For one thread's objects. Default 512 MB. */
  maxMemoryMb?: number
}

/** Threads that parse, so that no document can hold up the event loop, hang it, or take its memory. */
export function createParser({
  threads = 1,
  deadlineMs = 8000,
  maxMemoryMb = 512,
}: ParserOptions = {}): Parser {
  const pool = new Piscina<ParseTask, ParseAnswer>({
    filename: new URL('./parse.worker.ts', import.meta.url).href,
    minThreads: 0,
    maxThreads: threads,
    idleTimeout: 60_000,
    resourceLimits: { maxOldGenerationSizeMb: maxMemoryMb },
  })
  const waiting: (() => void)[] = []
  let free = threads

  // The pool has a queue of its own, but there the deadline would run while a document waits.
  async function turn(): Promise<void> {
    if (free > 0) free--
    else await new Promise<void>((resolve) => waiting.push(resolve))
  }
  function done(): void {
    const next = waiting.shift()
    if (next === undefined) free++
    else next()
  }

  async function parse(bytes: Uint8Array, meta: DocumentMeta): Promise<ParsedFeed> {
    await turn()
    try {
      const task: ParseTask = { bytes, meta, now: new Date() }
      const answer = await pool.run(task, { signal: AbortSignal.timeout(deadlineMs) })
      if (answer.ok) return answer.feed
      const { code, detail, fields = [], facts = {} } = answer.problem
      throw new Problem(code, detail, { fields, facts })
    } catch (error) {
      throw error instanceof Problem ? error : tooMuch(error)
    } finally {
      done()
    }
  }

  function tooMuch(error: unknown): Problem {
    const aborted = error instanceof Error && error.name === 'AbortError'
    const reason = aborted ? `took longer than ${deadlineMs / 1000} seconds` : 'broke the parser'
    return new Problem(
      'feed_too_slow_to_parse',
      `Reading the document ${reason}, so Earshot stopped. It may be damaged, or made to do harm.`,
      { cause: error },
    )
  }

  return { parse, close: () => pool.destroy() }
}
