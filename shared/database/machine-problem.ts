import { Problem } from '../runtime/problem.ts'

const unreachableCodes = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ENOTFOUND',
  'EAI_AGAIN',
  'ETIMEDOUT',
  'EPIPE',
  'ENOENT',
])
/** PostgreSQL: shut down, crashed, starting, too many connections, a deadlock. */
const awayCodes = new Set(['57P01', '57P02', '57P03', '53300', '40P01'])
/** PostgreSQL: a statement ended by its time limit. */
const cancelled = '57014'
/** node-postgres says these without a code. */
const awayMessage =
  /^(Connection terminated|Query read timeout|Client was closed and is not queryable|timeout exceeded when trying to connect|Client has encountered a connection error)/

/** What the machine or its database could not do, in words; undefined when the error is about something else. */
export function machineProblem(error: unknown): Problem | undefined {
  const {
    code = '',
    message = '',
    syscall,
  } = (error ?? {}) as { code?: string; message?: string; syscall?: string }
  if (code === '53100' || code === 'ENOSPC')
    return new Problem(
      'disk_full',
      'The disk is full, so nothing new can be kept. What is stored is safe. Make room, then try again.',
      { cause: error },
    )
  if (code === cancelled)
    return new Problem(
      'took_too_long',
      'This took too long, so it was stopped and nothing was changed. Ask for less, such as a shorter period or fewer filters, or try again when there is less to do.',
      { cause: error },
    )
  const unreachable = unreachableCodes.has(code) && (code !== 'ENOENT' || syscall === 'connect')
  if (unreachable || awayCodes.has(code) || code.startsWith('08') || awayMessage.test(message))
    return new Problem(
      'database_unavailable',
      'The database does not answer right now. Nothing was changed; try again in a moment.',
      { cause: error },
    )
  return undefined
}
