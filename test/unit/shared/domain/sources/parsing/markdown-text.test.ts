import { describe, expect, it } from 'vitest'
import { markdownToText } from '../../../../../../shared/domain/sources/parsing/markdown-text.ts'

describe('Markdown', () => {
  it.each([
    ['plain words', 'plain words'],
    ['**bold** and _italic_, ~~gone~~ ***both*** **a _b_ c**', 'bold and italic, gone both a b c'],
    ['snake_case_name, 2 * 3 * 4, a*b', 'snake_case_name, 2 * 3 * 4, a*b'],
    ['# Title\n\nText', 'Title\n\nText'],
    ['Title\n=====\nText', 'Title\nText'],
    [
      'see [the docs](https://x.example/a_(b) "title") and [that][1]\n\n[1]: https://y.example',
      'see the docs and that',
    ],
    ['![a kettle](https://x.example/k.png) [![badge](b.svg)](https://x.example)', 'a kettle badge'],
    ['<https://x.example/a_b_c>', 'https://x.example/a_b_c'],
    ['- one\n* two\n+ three\n- [x] four\n1. five', '- one\n- two\n- three\n- four\n1. five'],
    ['> quoted\n>> deeper\n\nown', 'quoted\ndeeper\n\nown'],
    ['`Map<K, V>` and ``a ` b``', 'Map<K, V> and a ` b'],
    ['```ts\nif (a < b && **c**) {}\n```\nafter', 'if (a < b && **c**) {}\nafter'],
    ['~~~\n# no title\n~~~', '# no title'],
    ['```\nnever closed *x*', 'never closed *x*'],
    ['a\n\n---\n\nb', 'a\n\n\nb'],
    ['| a | b |\n|---|:-:|\n| 1 | 2 |', '| a | b |\n| 1 | 2 |'],
    ['::: spoiler The end\nhe dies\n:::', 'The end\nhe dies'],
    ['\\*not\\* \\_this\\_', '*not* _this_'],
    ['before <!-- a template\n\nof lines --> after', 'before  after'],
    ['`<!--` starts a comment', '<!-- starts a comment'],
    ['<details><summary>More</summary>\n\nR&amp;D &lt;3\n</details>', 'More\n\nR&D <3'],
    ['R&D, a < b', 'R&D, a < b'],
    ['<script>alert(1)</script>safe', 'safe'],
  ])('%j', (markdown, text) => {
    const lines = (value: string) => value.replace(/\n{2,}/g, '\n\n')
    expect(lines(markdownToText(markdown))).toBe(lines(text))
  })

  it.each([
    '*',
    '_a ',
    '[',
    '![',
    '[a](',
    '`',
    '``` ',
    '# ',
    '> ',
    '- - ',
    '<!--',
    '\\',
    '&',
    '<',
    '    ',
    '~~~\n',
  ])('that repeats %j a hundred thousand times is read at once', (hostile) => {
    const start = performance.now()
    markdownToText(hostile.repeat(100_000))
    markdownToText(`---${hostile.repeat(100_000)}x`)
    expect(performance.now() - start).toBeLessThan(2000)
  })
})
