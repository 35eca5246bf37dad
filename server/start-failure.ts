import { MigrationError } from '../shared/database/migrate.ts'
import type { Log } from '../shared/runtime/log.ts'
import { Problem } from '../shared/runtime/problem.ts'
import { EmbeddedPostgresError } from './embedded/error.ts'
import { DatabaseError } from './open-database.ts'
import { WorkersError } from './worker-process.ts'

const plain = [MigrationError, EmbeddedPostgresError, DatabaseError, WorkersError, Problem]

/** One sentence for the person who started Earshot; what is not expected is logged whole as well. */
export function explainStartFailure(error: unknown, log: Log): string {
  if (error instanceof Problem && error.code === 'weak_password')
    return `EARSHOT_ADMIN_PASSWORD cannot be used: ${error.message}`
  if (plain.some((kind) => error instanceof kind)) return (error as Error).message
  const { code, port, address, hostname, syscall, message } = error as NodeJS.ErrnoException & {
    port?: number
    address?: string
    hostname?: string
  }
  if (code === 'EADDRINUSE')
    return `Port ${port} is in use by another program. End it, or set PORT to another number (PORT=${(port ?? 4000) + 1} npm start).`
  if (code === 'EACCES' && port !== undefined)
    return `Port ${port} may not be opened by this user. Set PORT to a number above 1023.`
  if (code === 'EADDRNOTAVAIL' || syscall === 'getaddrinfo')
    return `This machine has no address ${address ?? hostname}. Correct EARSHOT_HOST.`
  if (code === 'ENOSPC')
    return 'The disk is full: free some space, then start again. Nothing already stored is lost.'
  log.fatal({ err: error }, 'could not start')
  return `Earshot could not start: ${message}`
}
