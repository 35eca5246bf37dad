import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { allRoutes } from '../../../support/routes.ts'
import { startTestWeb, type TestWeb } from '../../../support/web.ts'

let web: TestWeb
let document: any
beforeAll(async () => {
  web = await startTestWeb()
  document = (await web.nobody().get('/api/openapi.json')).body
})
afterAll(() => web.close())

describe('the OpenAPI document', () => {
  test('is version 3.1 and has every route once', () => {
    expect(document.openapi).toBe('3.1.0')
    const listed = Object.entries<Record<string, { operationId: string }>>(document.paths).flatMap(
      ([path, operations]) =>
        Object.entries(operations).map(
          ([method, { operationId }]) => `${operationId}: ${method.toUpperCase()} ${path}`,
        ),
    )
    const expected = allRoutes.map(
      ([name, route]) => `${name}: ${route.method} ${route.path.replace(':id', '{id}')}`,
    )
    expect(listed.toSorted()).toEqual(expected.toSorted())
  })

  test('describes what goes in and out as the contract parses it', () => {
    const claim = document.paths['/api/mentions/{id}/hand-off'].post
    expect(claim.parameters).toEqual([
      { name: 'id', in: 'path', required: true, schema: expect.objectContaining({ type: 'integer' }) },
      { name: 'idempotency-key', in: 'header', required: false, schema: { type: 'string' } },
    ])
    expect(claim.requestBody.content['application/json'].schema).toMatchObject({
      type: 'object',
      required: ['personId', 'reason'],
      additionalProperties: false,
    })
    expect(claim.responses['200'].content['application/json'].schema.required).toEqual(['card', 'historyId'])
    expect(claim.security).toEqual([{ session: [] }])
    expect(document.paths['/api/health'].get.security).toEqual([])
    expect(document.paths['/api/session'].delete.responses).toHaveProperty('204')
  })

  test('points only at what is there', () => {
    const refs = [...JSON.stringify(document).matchAll(/"\$ref":"#\/([^"]+)"/g)].map((match) => match[1]!)
    expect(refs.length).toBeGreaterThan(30)
    for (const ref of new Set(refs)) {
      const target = ref.split('/').reduce((node, part) => node?.[part], document)
      expect(target, ref).toBeDefined()
    }
  })
})
