import { randomUUID } from 'node:crypto'
import type { ErrorRequestHandler, RequestHandler } from 'express'
import { ZodError } from 'zod'
import type { FieldProblem } from '../../shared/contract/problems.ts'
import { machineProblem } from '../../shared/database/machine-problem.ts'
import type { Log } from '../../shared/runtime/log.ts'
import { Problem } from '../../shared/runtime/problem.ts'

/** The one place where an error becomes a reply: every error leaves as `application/problem+json`. */
export function answerWithProblem(log: Log): ErrorRequestHandler {
  return (error: unknown, request, response, next) => {
    if (response.headersSent) return next(error)
    const problem = toProblem(error)
    if (problem.code === 'unexpected') {
      const reference = randomUUID()
      problem.facts['reference'] = reference
      log.error({ err: error, reference, method: request.method, path: request.path }, 'a request failed')
    } else if (problem.status >= 500) {
      log.warn(
        { code: problem.code, method: request.method, path: request.path, cause: causeOf(error) },
        problem.message,
      )
    }
    const wait = problem.facts['retryAfterSeconds'] ?? (problem.status === 503 ? 5 : undefined)
    if (wait !== undefined) response.set('Retry-After', String(wait))
    response
      .status(problem.status)
      .type('application/problem+json')
      .send(JSON.stringify(problem.toDocument()))
  }
}

/** Ends the route table: whatever reaches it does not exist. */
export const unknownRoute: RequestHandler = (request) => {
  throw new Problem('unknown_route', `There is no ${request.method} ${request.baseUrl}${request.path}.`)
}

function causeOf(error: unknown): string | undefined {
  const cause = error instanceof Problem ? error.cause : error
  return cause instanceof Error ? cause.message : undefined
}

/** What went wrong, as the one kind of error that may cross the wire. Anything unforeseen says nothing of itself. */
export function toProblem(error: unknown): Problem {
  if (error instanceof Problem) return error
  if (error instanceof ZodError)
    return new Problem('invalid_request', 'Some of what was sent is not right.', { fields: fieldsOf(error) })
  return (
    fromBodyParser(error) ??
    fromUnstorable(error) ??
    machineProblem(error) ??
    new Problem('unexpected', 'Something went wrong that should not have. It has been written to the log.', {
      cause: error,
    })
  )
}

/** Each issue at the field it is about; an unknown field is named itself. */
export function fieldsOf(error: ZodError): FieldProblem[] {
  return error.issues.flatMap((issue) => {
    if (issue.code !== 'unrecognized_keys') return [{ path: pointer(issue.path), message: issue.message }]
    return issue.keys.map((key) => ({
      path: pointer([...issue.path, key]),
      message: 'There is no such field here.',
    }))
  })
}

const pointer = (path: readonly PropertyKey[]) =>
  path.map((part) => String(part).replaceAll('~', '~0').replaceAll('/', '~1')).join('/')

function fromBodyParser(error: unknown): Problem | undefined {
  const { type, status, message } = (error ?? {}) as { type?: string; status?: number; message?: string }
  if (type === 'entity.too.large')
    return new Problem('body_too_large', 'What was sent is too large: send at most 256 KB.')
  if (type === 'entity.parse.failed')
    return new Problem('invalid_request', `The body is not valid JSON: ${message}.`)
  if (type === 'encoding.unsupported' || type === 'charset.unsupported')
    return new Problem('body_not_json', 'Send the body as uncompressed JSON in UTF-8.')
  if (status !== undefined && status >= 400 && status < 500)
    return new Problem('invalid_request', 'The request could not be read.', { cause: error })
  return undefined
}

/** Characters that PostgreSQL's text cannot hold. */
const unstorableCodes = new Set(['22021', '22P05'])

function fromUnstorable(error: unknown): Problem | undefined {
  if (!unstorableCodes.has((error as { code?: string } | undefined)?.code ?? '')) return undefined
  return new Problem('invalid_request', 'What was sent holds a character that cannot be kept, such as NUL.', {
    cause: error,
  })
}
