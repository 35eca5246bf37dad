import { readdir } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import type { Route } from '../../../../shared/contract/route.ts'
import { routes } from '../../../../shared/contract/routes.ts'

const folder = new URL('../../../../shared/contract/routes/', import.meta.url)

describe('the table of routes', () => {
  test('has every route of every concept, each name and each address once', async () => {
    const concepts: Record<string, Route>[] = []
    for (const file of await readdir(fileURLToPath(folder))) {
      if (file === 'by-id.ts') continue
      concepts.push(...Object.values<Record<string, Route>>(await import(new URL(file, folder).href)))
    }
    const told = concepts.flatMap((concept) => Object.keys(concept))
    expect(told.length).toBeGreaterThan(70)
    expect(told.toSorted()).toEqual(Object.keys(routes).toSorted())
    const addresses = Object.values<Route>(routes).map(({ method, path }) => `${method} ${path}`)
    expect(new Set(addresses).size).toBe(told.length)
  })
})
