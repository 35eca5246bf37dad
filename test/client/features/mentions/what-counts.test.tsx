import { cleanup, fireEvent, render, screen, within } from '@testing-library/react'
import { afterEach, describe, expect, it } from 'vitest'
import { MarkedText } from '../../../../client/features/mentions/marked-text.tsx'
import { WhatCounts } from '../../../../client/features/mentions/what-counts.tsx'
import { detailWith, reason, word } from './detail-with.ts'

afterEach(cleanup)

const text = 'The socket is broken and sparks. Thanks for nothing, third time!'
const detail = detailWith({
  text,
  contributions: [
    word(text, 'broken', 2, 'does not work'),
    word(text, 'and', 0.1),
    word(text, 'Thanks', -1, 'thanks or praise'),
    word(text, 'third time', 1.2, 'again and again'),
  ],
  constant: { weight: -2.5, why: 'where every text starts' },
  cues: [
    { id: 'broken', ...word(text, 'broken', 0, 'does not work') },
    { id: 'sarcasm', ...word(text, 'Thanks for nothing', 0, 'maybe sarcasm') },
  ],
  urgency: [reason(text, 'broken and sparks', 'safety', 'somebody may get hurt')],
})

describe('what counts, as a list', () => {
  it('has every word that counts with its direction, strength and reason, the strongest first', () => {
    const { container } = render(<WhatCounts detail={detail} />)
    const list = screen.getByRole('list', { name: 'What counts', hidden: true })
    const items = within(list)
      .getAllByRole('listitem', { hidden: true })
      .map((item) => item.textContent)
    expect(items).toEqual([
      'broken strongly more negative (does not work)',
      'third time clearly more negative (again and again)',
      'Thanks clearly more positive (thanks or praise)',
      '“Thanks for nothing” is a sign: maybe sarcasm',
      'one other word moves it hardly at all',
      'Where every text starts: leans strongly to not negative',
    ])
    expect(items.join(' ')).not.toMatch(/\d\.\d/)
    const folded = container.querySelector('details')!
    expect(folded.open).toBe(false)
    fireEvent.click(screen.getByText('What counts: 4 words and signs'))
    expect(folded.open).toBe(true)
  })

  it('is not there for what was not scored', () => {
    const { container } = render(<WhatCounts detail={detailWith({ constant: null })} />)
    expect(container.innerHTML).toBe('')
  })
})

describe('the marks in the text', () => {
  it('are reached by keyboard, and say direction, strength and the reason to hurry once', () => {
    const { container } = render(<MarkedText text={text} field="text" detail={detail} />)
    const marks = [...container.querySelectorAll('mark')]
    expect(marks.map((mark) => [mark.firstChild?.textContent, mark.tabIndex])).toEqual([
      ['broken', 0],
      [' and sparks', -1],
      ['Thanks', 0],
      ['third time', 0],
    ])
    expect(marks[0]?.textContent).toBe(
      'broken (hurry: somebody may get hurt; makes it strongly more negative (does not work))',
    )
    expect(marks.map(({ dataset }) => [dataset['direction'], dataset['strength']])).toEqual([
      ['negative', '3'],
      [undefined, undefined],
      ['positive', '2'],
      ['negative', '2'],
    ])
    // The roof over a reason is one, though another mark cuts it.
    expect(marks.map(({ dataset }) => dataset['hurry']?.trim())).toEqual([
      'first',
      'last',
      undefined,
      undefined,
    ])
    expect(container.textContent?.replaceAll(/ \([^()]*(\([^()]*\))?[^()]*\)/g, '')).toBe(text)
  })
})
