import { cleanup, render, screen } from '@testing-library/react'
import { afterEach, expect, it } from 'vitest'
import { WhyFirst } from '../../../../client/features/mentions/why-first.tsx'
import { cardWith } from '../../live/server-model.ts'
import { detailWith, word } from './detail-with.ts'

afterEach(cleanup)

it('names the words that weigh most once, as their author wrote them', () => {
  const text = 'No internet since Sunday. BROKEN, I say: broken!'
  const { sentiment } = cardWith({ id: 1 })
  const detail = detailWith({
    text,
    card: { severity: 2, sentiment: { ...sentiment, label: 'negative', corrected: null } },
    contributions: [
      word(text, 'since Sunday', 1.4),
      word(text, 'BROKEN', 2),
      word(text, 'broken', 1.9),
      word(text, 'I say', -1),
    ],
  })
  render(<WhyFirst detail={detail} />)
  const severity = screen.getByText('Severity').nextElementSibling
  expect(severity?.textContent).toBe('Medium: it sounds negative, mostly for “BROKEN”, “since Sunday”.')
})
