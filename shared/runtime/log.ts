import { pino, type Logger } from 'pino'

export type Log = Logger

/** JSON lines on stdout. Secrets are cut out by path, so that a careless `log.info({ body })` cannot leak one. */
export function createLog(options: { level?: string; name?: string } = {}): Log {
  return pino({
    name: options.name ?? 'earshot',
    level: options.level ?? 'info',
    redact: {
      paths: [
        'password',
        '*.password',
        '*.*.password',
        'headers.cookie',
        '*.headers.cookie',
        'headers.authorization',
      ],
      censor: '[redacted]',
    },
  })
}

/** A log that says nothing, for tests and tools that print for people. */
export const silentLog: Log = pino({ level: 'silent' })
