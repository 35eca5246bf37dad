import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { emptyDraft, pruneDrafts, readDraft, writeDraft } from '../../../../client/features/triage/draft.ts'

const day = 24 * 3_600_000

describe('a draft', () => {
  beforeEach(() => localStorage.clear())
  afterEach(() => vi.unstubAllGlobals())

  it('is kept for one person and one mention', () => {
    expect(writeDraft(1, 7, { ...emptyDraft, answer: 'Dear Maria' })).toBe(true)
    expect(readDraft(1, 7).answer).toBe('Dear Maria')
    expect(readDraft(2, 7)).toEqual(emptyDraft)
    expect(readDraft(1, 8)).toEqual(emptyDraft)
  })

  it('leaves nothing behind when it is emptied', () => {
    writeDraft(1, 7, { ...emptyDraft, note: 'Ask Ben' })
    writeDraft(1, 7, emptyDraft)
    expect(localStorage).toHaveLength(0)
  })

  it('that is damaged is an empty one, and the rest of the page goes on', () => {
    localStorage.setItem('earshot.draft.1.7', '{"answer": 3')
    expect(readDraft(1, 7)).toEqual(emptyDraft)
    localStorage.setItem('earshot.draft.1.7', '{"answer": 3}')
    expect(readDraft(1, 7)).toEqual(emptyDraft)
  })

  it('that cannot be kept says so instead of failing', () => {
    vi.stubGlobal('localStorage', {
      setItem: () => {
        throw new DOMException('full', 'QuotaExceededError')
      },
    })
    expect(writeDraft(1, 7, { ...emptyDraft, answer: 'Dear Maria' })).toBe(false)
  })

  it('is forgotten after a month, and other entries are left alone', () => {
    writeDraft(1, 7, { ...emptyDraft, answer: 'Dear Maria' })
    localStorage.setItem('earshot.theme', 'dark')
    pruneDrafts(Date.now() + 29 * day)
    expect(readDraft(1, 7).answer).toBe('Dear Maria')
    pruneDrafts(Date.now() + 31 * day)
    expect(readDraft(1, 7)).toEqual(emptyDraft)
    expect(localStorage.getItem('earshot.theme')).toBe('dark')
  })
})
