import { z } from 'zod'

/**
 * Every error that can cross the wire, with the HTTP status it travels under.
 * Codes are stable: clients, tests and integrations branch on them, never on the sentence.
 */
export const problemStatus = {
  // What was sent is wrong.
  invalid_request: 400,
  invalid_query: 400,
  invalid_cursor: 400,
  body_not_json: 415,
  body_too_large: 413,
  unknown_route: 404,
  not_found: 404,
  // Who is asking.
  not_signed_in: 401,
  wrong_credentials: 401,
  forbidden: 403,
  cross_site_request: 403,
  unknown_host: 421,
  too_many_attempts: 429,
  already_set_up: 409,
  weak_password: 400,
  email_taken: 409,
  last_admin: 409,
  // Triage.
  already_owned: 409,
  not_your_mention: 409,
  wrong_state: 409,
  nothing_to_undo: 409,
  undo_too_late: 409,
  changed_since: 409,
  idempotency_key_reused: 409,
  // Names and limits.
  name_taken: 409,
  feed_exists: 409,
  // Its host asked to be left alone for a while.
  feed_blocked: 409,
  // Listening.
  feed_unreachable: 502,
  feed_not_found: 502,
  feed_forbidden: 502,
  feed_rate_limited: 502,
  feed_server_error: 502,
  feed_timeout: 504,
  feed_too_large: 502,
  feed_address_refused: 400,
  feed_redirects: 502,
  feed_certificate: 502,
  feed_is_html: 422,
  feed_empty_document: 422,
  feed_unparsable: 422,
  feed_too_slow_to_parse: 422,
  // The source wants a token, or another one.
  feed_needs_credential: 422,
  credential_unreadable: 500,
  // The machine.
  database_unavailable: 503,
  queue_unavailable: 503,
  // Not 503, which invites to try the same again.
  took_too_long: 504,
  disk_full: 507,
  unexpected: 500,
} as const

export type ProblemCode = keyof typeof problemStatus

export const problemCodes = Object.keys(problemStatus) as [ProblemCode, ...ProblemCode[]]

/** One thing that is wrong with one field. `path` is a JSON Pointer without the leading slash, e.g. `queries/0/text`. */
export const fieldProblem = z.object({
  path: z.string(),
  message: z.string(),
  /** For text with a grammar (queries): the character offsets that the message is about, end exclusive. */
  start: z.number().int().nonnegative().optional(),
  end: z.number().int().nonnegative().optional(),
})
export type FieldProblem = z.infer<typeof fieldProblem>

/** RFC 9457 `application/problem+json`, with Earshot's extension members. */
export const problemDocument = z.object({
  type: z.string(),
  title: z.string(),
  status: z.number().int(),
  code: z.enum(problemCodes),
  detail: z.string(),
  fields: z.array(fieldProblem).optional(),
  /** Facts a client may show, such as the winner of a race. */
  facts: z.record(z.string(), z.unknown()).optional(),
})
export type ProblemDocument = z.infer<typeof problemDocument>
