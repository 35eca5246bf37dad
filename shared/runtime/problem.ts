import {
  problemStatus,
  type FieldProblem,
  type ProblemCode,
  type ProblemDocument,
} from '../contract/problems.ts'

/**
 * The one kind of expected error. `detail` is a plain sentence that says what is wrong and what would be right;
 * `fields` point into what was sent; `facts` are values a client may show (who won a race, when to try again).
 */
export class Problem extends Error {
  readonly code: ProblemCode
  readonly fields: FieldProblem[]
  readonly facts: Record<string, unknown>

  constructor(
    code: ProblemCode,
    detail: string,
    more: { fields?: FieldProblem[]; facts?: Record<string, unknown>; cause?: unknown } = {},
  ) {
    super(detail, { cause: more.cause })
    this.name = 'Problem'
    this.code = code
    this.fields = more.fields ?? []
    this.facts = more.facts ?? {}
  }

  get status(): number {
    return problemStatus[this.code]
  }

  /** The RFC 9457 document for this problem. */
  toDocument(): ProblemDocument {
    return {
      type: `urn:earshot:problem:${this.code}`,
      title: this.code.replaceAll('_', ' '),
      status: this.status,
      code: this.code,
      detail: this.message,
      ...(this.fields.length > 0 && { fields: this.fields }),
      ...(Object.keys(this.facts).length > 0 && { facts: this.facts }),
    }
  }
}
