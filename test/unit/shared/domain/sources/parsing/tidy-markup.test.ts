import { describe, expect, it } from 'vitest'
import { tidyMarkup } from '../../../../../../shared/domain/sources/parsing/tidy-markup.ts'

const base = 'https://site.example/a/feed'

describe('tidyMarkup', () => {
  it.each([
    ['<a href="b">x</a>', '<a href="https://site.example/a/b">x</a>'],
    ["<img alt='1' src='/i.png'>", '<img alt=\'1\' src="https://site.example/i.png">'],
    ['<a href=?p=1&amp;q=2>x</a>', '<a href="https://site.example/a/feed?p=1&amp;q=2">x</a>'],
    [
      '<a href="https://other.example/?a=1&amp;b=2">x</a>',
      '<a href="https://other.example/?a=1&amp;b=2">x</a>',
    ],
    ['<a href="mailto:ann@site.example">x</a>', '<a href="mailto:ann@site.example">x</a>'],
    ['a <b>c</b> href="d"', 'a <b>c</b> href="d"'],
    ['a<script>if (a<b) c()</script>b<SCRIPT src=x></SCRIPT>', 'ab'],
    ['a<!-- b -->c<style>p{}</style>', 'ac'],
    ['a<!-- b', 'a<!-- b'],
  ])('%s', (html, tidy) => expect(tidyMarkup(html, base)).toBe(tidy))

  it('leaves relative addresses where there is nothing to refer to', () => {
    expect(tidyMarkup('<a href="b">x</a>', null)).toBe('<a href="b">x</a>')
  })

  it('takes no longer than the text is long', () => {
    const begun = performance.now()
    for (const piece of ['<!--', '<script>', '<a href=', '<a ', '<']) tidyMarkup(piece.repeat(100_000), base)
    expect(performance.now() - begun).toBeLessThan(3000)
  })
})
