import { beforeEach, describe, expect, it } from 'vitest'
import { readDraft, writeDraft, type Draft } from '../../../../client/features/first-run/draft.ts'
import { asOwn, stepOf } from '../../../../client/features/first-run/steps.ts'
import { ProblemError } from '../../../../client/lib/problem-error.ts'

const about = (path: string) =>
  stepOf(new ProblemError('invalid_request', '', { fields: [{ path, message: '' }] }))

describe('an error of the last call', () => {
  it('leads to the step that it is about', () => {
    expect(['password', 'admin/email', 'name'].map(about)).toEqual(['you', 'you', 'you'])
    expect(about('brand/name')).toBe('brand')
    const listen = ['queries/0/text', 'brand/queries', 'url', 'feeds/0/url', 'config/tag', 'source']
    expect(new Set(listen.map(about))).toEqual(new Set(['listen']))
  })

  it('is told to a step’s form in the form’s own words', () => {
    const error = new ProblemError('invalid_request', '', {
      fields: [{ path: 'admin/password', message: 'Long.' }],
    })
    expect(asOwn(error, 'admin')).toMatchObject({ fields: [{ path: 'password', message: 'Long.' }] })
    expect(asOwn('else', 'admin')).toBe('else')
  })

  it('leads nowhere when it is about nothing that was typed', () => {
    expect([about('other'), stepOf(new Error('x')), stepOf(new ProblemError('disk_full', ''))]).toEqual([
      null,
      null,
      null,
    ])
  })
})

describe('the draft', () => {
  beforeEach(() => localStorage.clear())

  it('comes back as it was, and is forgotten when told', () => {
    const draft: Draft = {
      step: 'listen',
      brand: { name: 'Acme' },
      proposedFor: 'Acme',
      queries: ['acme'],
      choices: [
        {
          source: 'rss',
          sourceName: 'Feed',
          streamed: false,
          config: { url: 'https://a.example/' },
          title: 'A',
          url: 'https://a.example/',
          named: false,
        },
      ],
      ticks: { a: false },
      you: { name: 'Ana', email: 'a' },
    }
    writeDraft(draft)
    expect(readDraft()).toEqual(draft)
    writeDraft(null)
    expect(readDraft().you.name).toBe('')
  })

  it('is empty when what is stored is damaged', () => {
    for (const damaged of ['{', '[]', '{"you":{}}', 'null']) {
      localStorage.setItem('earshot.first-run', damaged)
      expect(readDraft()).toMatchObject({ step: 'brand', brand: { name: '' }, choices: [] })
    }
  })
})
