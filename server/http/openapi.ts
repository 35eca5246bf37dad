import { z } from 'zod'
import { problemDocument } from '../../shared/contract/problems.ts'
import type { Route } from '../../shared/contract/route.ts'
import { routes } from '../../shared/contract/routes.ts'
import { idempotencyHeader } from '../../shared/contract/triage.ts'
import type { RouteHandlers } from './route-handler.ts'

type Json = Record<string, unknown>

/** Serves the contract's route table as OpenAPI. */
export function addOpenApiRoute({ handlePublic }: RouteHandlers): void {
  let document: Json | undefined
  handlePublic(routes.openapi, async () => (document ??= openApiDocument()))
}

/** The route table as an OpenAPI 3.1 document, whose schemas are those that parse requests and replies. */
export function openApiDocument(): Json {
  const paths: Record<string, Json> = {}
  for (const [name, route] of Object.entries(routes) as [string, Route][]) {
    const path = route.path.replaceAll(/:(\w+)/g, '{$1}')
    paths[path] = { ...paths[path], [route.method.toLowerCase()]: operation(name, route) }
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Earshot',
      version: '1',
      description:
        'People sign in with POST /api/session and keep the cookie. Every write is JSON and carries an Origin header with the address of this server.',
    },
    paths,
    components: {
      schemas: { Problem: jsonSchema(problemDocument, 'output') },
      securitySchemes: { session: { type: 'apiKey', in: 'cookie', name: 'earshot' } },
    },
  }
}

function operation(name: string, route: Route): Json {
  const open = route.access === 'public' || route.access === 'first-run'
  const right = route.access.includes(':') ? `Needs the right \`${route.access}\`.` : undefined
  return {
    operationId: name,
    summary: route.summary,
    ...(right && { description: right }),
    security: open ? [] : [{ session: [] }],
    parameters: [
      ...parameters('path', route.params),
      ...parameters('query', route.query),
      ...(route.idempotent
        ? [{ name: idempotencyHeader, in: 'header', required: false, schema: { type: 'string' } }]
        : []),
    ],
    ...(route.body && { requestBody: { required: true, content: json(jsonSchema(route.body, 'input')) } }),
    responses: {
      ...(route.reply
        ? { 200: { description: 'Done.', content: json(jsonSchema(route.reply, 'output')) } }
        : { 204: { description: 'Done.' } }),
      default: {
        description: 'A problem (RFC 9457).',
        content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
      },
    },
  }
}

function parameters(place: 'path' | 'query', schema: z.ZodType | undefined): Json[] {
  if (!schema) return []
  const { properties = {}, required = [] } = jsonSchema(schema, 'input') as {
    properties?: Record<string, Json>
    required?: string[]
  }
  return Object.entries(properties).map(([name, property]) => ({
    name,
    in: place,
    required: place === 'path' || required.includes(name),
    schema: property,
  }))
}

const json = (schema: Json) => ({ 'application/json': { schema } })

function jsonSchema(schema: z.ZodType, io: 'input' | 'output'): Json {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: 'any' }) as Json
  return rest
}
