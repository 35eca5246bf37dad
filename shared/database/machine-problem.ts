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
/** PostgreSQL: shut down, crashed, starting, too many connections, a statement ended by its time limit, a deadlock. */
const awayCodes = new Set(['57P01', '57P02', '57P03', '53300', '57014', '40P01'])
/** node-postgres says these without a code. */
const awayMessage =
  /^(Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error)/

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
  const unreachable = unreachableCodes.has(code) && (code !== 'ENOENT' || syscall === 'connect')
  if (unreachable || awayCodes.has(code) || code.startsWith('08') || awayMessage.test(message))
    return new Problem(
      'database_unavailable',
      'The database does not answer right now. Nothing was changed; try again in a moment.',
      { cause: error },
    )
  return undefined
}
