import { Piscina } from 'piscina'
import { Problem } from '../../runtime/problem.ts'
import { createTurnstile } from '../../runtime/turnstile.ts'
import type { DocumentMeta } from './parse.ts'
import type { ParsedDocument } from './parsing/document.ts'
import type { ParseAnswer, ParsedFeed, ParseTask } from './parse.worker.ts'

export type Parser = {
  /**
   * Reads a document in a thread of its own.
   * @throws Problem as `parseDocument`; `feed_too_slow_to_parse` when it takes too long or too much memory
   */
  parse(bytes: Uint8Array, meta: DocumentMeta): Promise<ParsedFeed>
  /** The same for the document as it is, with summaries and contents as given. */
  read(bytes: Uint8Array, meta: DocumentMeta): Promise<ParsedDocument>
  close(): Promise<void>
}

export type ParserOptions = {
  /** How many documents are read at once. Default 1. */
  threads?: number
  /** For one document, from when a thread begins to read it. Default 8 s. */
  deadlineMs?: number
  /** For one thread's objects. Default 256 MB. */
  maxMemoryMb?: number
}

/** For a thread to begin. Starting one can take seconds on a busy machine, which is no fault of the document. */
const startMs = 20_000

/** Threads that parse, so that no document can hold up the event loop, hang it, or take its memory. */
export function createParser({
  threads = 1,
  deadlineMs = 8000,
  maxMemoryMb = 256,
}: ParserOptions = {}): Parser {
  const pool = new Piscina<ParseTask, ParseAnswer>({
    filename: new URL('./parse.worker.ts', import.meta.url).href,
    minThreads: 0,
    maxThreads: threads,
    idleTimeout: 60_000,
    resourceLimits: { maxOldGenerationSizeMb: maxMemoryMb },
  })
  // The pool has a queue of its own, but there the deadline would run while a document waits.
  const inTurn = createTurnstile(threads)
  let tasks = 0
  /** What to do when a thread says that it begins a task. */
  const beginnings = new Map<number, () => void>()
  pool.on('message', (number: number) => beginnings.get(number)?.())

  async function run(bytes: Uint8Array, meta: DocumentMeta, now: Date | null): Promise<unknown> {
    const number = ++tasks
    const stop = new AbortController()
    let begun = false
    let timer = setTimeout(() => stop.abort(), startMs)
    beginnings.set(number, () => {
      begun = true
      clearTimeout(timer)
      timer = setTimeout(() => stop.abort(), deadlineMs)
    })
    try {
      const task: ParseTask = { number, bytes, meta, now }
      const answer = await pool.run(task, { signal: stop.signal })
      if (answer.ok) return answer.read
      const { code, detail, fields = [], facts = {} } = answer.problem
      throw new Problem(code, detail, { fields, facts })
    } catch (error) {
      throw error instanceof Problem ? error : begun ? tooMuch(error) : notBegun(error)
    } finally {
      clearTimeout(timer)
      beginnings.delete(number)
    }
  }

  function notBegun(error: unknown): Problem {
    return new Problem(
      'feed_too_slow_to_parse',
      'This machine is too busy to read the document now. Earshot tries again.',
      { cause: error },
    )
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

  return {
    parse: (bytes, meta) => inTurn(() => run(bytes, meta, new Date())) as Promise<ParsedFeed>,
    read: (bytes, meta) => inTurn(() => run(bytes, meta, null)) as Promise<ParsedDocument>,
    close: () => pool.destroy(),
  }
}
