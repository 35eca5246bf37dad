import { z } from 'zod'
import { route } from '../route.ts'

const readiness = z.object({
  ready: z.boolean(),
  /** Each check, with a sentence that says how it stands. */
  checks: z.array(z.object({ name: z.string(), ok: z.boolean(), detail: z.string() })),
})

/** The server itself. */
export const serverRoutes = {
  health: route({
    method: 'GET',
    path: '/api/health',
    summary: 'Whether the process is alive.',
    access: 'public',
    reply: z.object({ status: z.literal('alive') }),
  }),
  ready: route({
    method: 'GET',
    path: '/api/ready',
    summary: 'Whether progress is being made: database, queues and workers. 503 when not.',
    access: 'public',
    reply: readiness,
  }),
  openapi: route({
    method: 'GET',
    path: '/api/openapi.json',
    summary: 'This table as an OpenAPI 3.1 document.',
    access: 'public',
    reply: z.record(z.string(), z.unknown()),
  }),
}
