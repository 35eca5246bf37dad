import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { piecesOf } from '../../../client/ui/matched-text.tsx'

describe('text cut at its matches', () => {
  it('marks each match once, in order', () => {
    const spans = [
      { start: 8, end: 12 },
      { start: 0, end: 4 },
    ]
    expect(piecesOf('Acme is Acme!', spans).map(({ text, marked }) => [text, marked])).toEqual([
      ['Acme', true],
      [' is ', false],
      ['Acme', true],
      ['!', false],
    ])
  })

  it('loses and doubles no character, whatever the spans', () => {
    const span = fc.record({ start: fc.nat(30), end: fc.nat(30) })
    fc.assert(
      fc.property(fc.string({ maxLength: 20 }), fc.array(span), (text, spans) => {
        const pieces = piecesOf(text, spans)
        expect(pieces.map((piece) => piece.text).join('')).toBe(text)
        const marked = pieces.flatMap((piece) =>
          Array.from({ length: piece.text.length }, () => piece.marked),
        )
        for (let at = 0; at < text.length; at++)
          expect(marked[at]).toBe(spans.some(({ start, end }) => start <= at && at < end))
      }),
    )
  })
})
