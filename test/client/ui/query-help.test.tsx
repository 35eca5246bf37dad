import { cleanup, render } from '@testing-library/react'
import { afterEach, expect, it } from 'vitest'
import { QueryHelp } from '../../../client/ui/query-help.tsx'
import { parseQuery } from '../../../shared/domain/matching/query.ts'

afterEach(cleanup)

it('shows only queries that can be read, and every operator', () => {
  const { container } = render(<QueryHelp />)
  const examples = [...container.querySelectorAll('code')].map((code) => code.textContent)
  for (const example of examples) expect(parseQuery(example).text).toBe(example)
  const all = examples.join(' ')
  for (const operator of [
    '"',
    ' OR ',
    ' NOT ',
    '(',
    '@',
    '*',
    '=',
    'near/',
    'author:',
    'site:',
    'source:',
    'title:',
    'lang:',
    'has:',
  ])
    expect(all).toContain(operator)
})
