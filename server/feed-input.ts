import { resolve } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'
import { failureOf, type FeedReport } from './feed-report.ts'

/** A document to read: a file or an address, and what else is known of it. */
export type FeedInput = {
  /** As it was named. */
  input: string
  place: { file: string } | { url: string }
  /** HTTP header of that name, for files. */
  contentType: string | null
  /** What relative links refer to, if not the address. */
  baseUrl: string | null
}

/** npm runs programs in the project's folder, wherever the person is. */
const home = process.env.INIT_CWD ?? process.cwd()

function placeOf(named: string): FeedInput['place'] {
  if (/^https?:\/\//i.test(named)) return { url: named }
  return { file: named.startsWith('file:') ? fileURLToPath(named) : resolve(home, named) }
}

export async function* argumentInputs(named: string[]): AsyncGenerator<FeedInput> {
  for (const input of named) yield { input, place: placeOf(input), contentType: null, baseUrl: null }
}

const line = z
  .object({
    file: z.string().optional(),
    url: z.string().optional(),
    contentType: z.string().nullish(),
    baseUrl: z.string().nullish(),
  })
  .refine(({ file, url }) => file !== undefined || url !== undefined)

/** One input a line; a line that is none gives its failure instead. */
export async function* lineInputs(stream: NodeJS.ReadableStream): AsyncGenerator<FeedInput | FeedReport> {
  for await (const text of createInterface({ input: stream, crlfDelay: Infinity })) {
    if (text.trim() !== '') yield readLine(text)
  }
}

function readLine(text: string): FeedInput | FeedReport {
  try {
    const { file, url, contentType, baseUrl } = line.parse(JSON.parse(text))
    return {
      input: file ?? url ?? '',
      place: file === undefined ? placeOf(url ?? '') : { file: resolve(home, file) },
      contentType: contentType ?? null,
      baseUrl: baseUrl?.trim() || null,
    }
  } catch {
    return failureOf(text.slice(0, 200), {
      code: 'invalid_request',
      detail:
        'The line is not what it should be: {"file": "…"} or {"url": "…"}, with "contentType" and "baseUrl".',
    })
  }
}
