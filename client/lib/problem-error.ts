import type { FieldProblem, ProblemCode, ProblemDocument } from '../../shared/contract/problems.ts'

/** The server's codes, and two that only a client can see. */
export type ClientProblemCode = ProblemCode | 'unreachable' | 'unreadable_reply'

/** The one kind of error that `call` throws. `detail` is the server's own sentence, if it sent one. */
export class ProblemError extends Error {
  readonly code: ClientProblemCode
  readonly status: number
  readonly fields: readonly FieldProblem[]
  readonly facts: Readonly<Record<string, unknown>>

  constructor(
    code: ClientProblemCode,
    detail: string,
    more: Partial<Pick<ProblemDocument, 'status' | 'fields' | 'facts'>> = {},
  ) {
    super(detail)
    this.name = 'ProblemError'
    this.code = code
    this.status = more.status ?? 0
    this.fields = more.fields ?? []
    this.facts = more.facts ?? {}
  }
}

/** Whether an error is the problem with this code. */
export function isProblem(error: unknown, code: ClientProblemCode): error is ProblemError {
  return error instanceof ProblemError && error.code === code
}
