import { createReadStream } from 'node:fs'
import { Problem } from '../shared/runtime/problem.ts'
import { readCapped } from '../shared/domain/sources/http-body.ts'
import { statusProblem } from '../shared/domain/sources/http-failure.ts'
import type { SafeHttp } from '../shared/domain/sources/http.ts'
import type { Parser } from '../shared/domain/sources/parse-thread.ts'
import type { FeedInput } from './feed-input.ts'
import { failureOf, reportOf, type FeedReport } from './feed-report.ts'

/** As for documents from the network. */
const maxBytes = 15_000_000

type Document = { bytes: Uint8Array; url: string | null; contentType: string | null }

/** Reads inputs as the poller would, with the same limits. What cannot be heard is a report too. */
export function createFeedReader({ parser, http }: { parser: Parser; http: SafeHttp }) {
  async function load({ place, contentType, baseUrl }: FeedInput): Promise<Document> {
    if ('file' in place) {
      return { bytes: await readFileCapped(place.file), url: baseUrl, contentType }
    }
    const reply = await http.get(place.url)
    const problem = statusProblem(reply)
    if (problem !== null) throw problem
    return {
      bytes: reply.body,
      url: baseUrl ?? reply.finalUrl,
      contentType: contentType ?? reply.headers['content-type'] ?? null,
    }
  }

  return async function read(input: FeedInput): Promise<FeedReport> {
    try {
      const { bytes, url, contentType } = await load(input)
      return reportOf(input.input, url, await parser.read(bytes, { url, contentType }))
    } catch (error) {
      if (error instanceof Problem) return failureOf(input.input, error.toDocument())
      throw error
    }
  }
}

async function readFileCapped(path: string): Promise<Buffer> {
  try {
    return await readCapped(createReadStream(path), maxBytes)
  } catch (error) {
    if (error instanceof Problem) throw error
    const { code, message } = error as NodeJS.ErrnoException
    throw new Problem('not_found', code === 'ENOENT' ? `There is no file ${path}.` : `${path}: ${message}.`)
  }
}
