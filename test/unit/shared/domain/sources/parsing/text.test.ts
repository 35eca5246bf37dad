import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cleanLine, cleanText } from '../../../../../../shared/domain/sources/parsing/clean-text.ts'
import { htmlToText, looksLikeHtml } from '../../../../../../shared/domain/sources/parsing/html-text.ts'

const read = (html: string) => cleanText(htmlToText(html), 20_000)

describe('HTML as text', () => {
  it.each([
    ['plain text', 'plain text'],
    ['<p>One</p><p>two</p>', 'One\n\ntwo'],
    ['one<br>two<br/>three', 'one\ntwo\nthree'],
    ['<ul><li>a<li>b</ul>', 'a\nb'],
    ['<b>bo</b>ld and <i>it</i>alic', 'bold and italic'],
    ['a &amp; b &lt;c&gt; &#x1F621; &eacute;&nbsp;x &copy; &unknown;', 'a & b <c> 😡 é x © &unknown;'],
    ['one\n  two\t <i>three</i>', 'one two three'],
    ['lines of\nplain text', 'lines of\nplain text'],
    ['<pre>one\n  two</pre>', 'one\ntwo'],
    ['<td>a</td><td>b</td>', 'a b'],
    ['a<script>alert("<p>no</p>")</script>b', 'ab'],
    ['a<style>p{}</style><!-- no -->b', 'ab'],
    ['<iframe src=x>no</iframe>yes', 'yes'],
    ['<svg/>yes<noscript>no</noscript>', 'yes'],
    ['<noscript>never closed, but said', 'never closed, but said'],
    ['<script>never closed', ''],
    ['so bad <img alt="😡" src=x> <img alt="a cat">', 'so bad 😡'],
    ['<![CDATA[inside]]>', 'inside'],
    ['a < b and c > d', 'a < b and c > d'],
    ['unfinished <a href="', 'unfinished'],
    ['<span class="invisible">https://</span><span>a.example</span>', 'https://a.example'],
  ])('%s', (html, text) => {
    expect(read(html)).toBe(text)
  })

  it.each([
    '<a>',
    '</b>',
    '<',
    '&',
    '&amp;',
    '<!--',
    '<![CDATA[',
    '<p>',
    '<pre> ',
    '<img alt="',
    '😡',
    '\u0301',
  ])('takes short time for a megabyte of %s', (part) => {
    const start = performance.now()
    read(part.repeat(1_000_000 / part.length))
    expect(performance.now() - start).toBeLessThan(1000)
  })
})

it.each([
  ['Tom &amp; Jerry', true],
  ['<b>bold</b>', true],
  ['a <br> b', true],
  ['5 < 7 and 8 > 3', false],
  ['vector<int> and map<a,b>', false],
  ['AT&T; and R&D', false],
  ['plain', false],
])('%s looks like HTML: %s', (text, expected) => {
  expect(looksLikeHtml(text)).toBe(expected)
})

describe('clean text', () => {
  it.each([
    ['a\u0000b\u0008c\u007fd\u009fe\ufeff\uffff', 'abcde'],
    ['a\r\nb\rc\u2028d', 'a\nb\nc\nd'],
    ['  a  \u00a0 b \n\n\n\n c ', 'a b\n\nc'],
    ['e\u0301', 'é'],
    ['safe\u202egnp.exe\u2066\u200f', 'safegnp.exe'],
    ['half \ud83d', 'half \ufffd'],
    ['a\tb', 'a b'],
  ])('%j', (text, expected) => {
    expect(cleanText(text, 100)).toBe(expected)
  })

  it('is cut without splitting a character', () => {
    expect(cleanText('😡😡😡', 3)).toBe('😡')
    expect(cleanText('ab cd', 3)).toBe('ab')
    expect(cleanLine('one\n\ntwo', 100)).toBe('one two')
  })

  it('can always be stored, whatever comes in', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), fc.nat(50), (text, length) => {
        const clean = cleanText(text, length)
        expect(clean.length).toBeLessThanOrEqual(length)
        expect(clean.isWellFormed()).toBe(true)
        // oxlint-disable-next-line no-control-regex -- none may be left
        expect(clean).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f]|\p{Bidi_Control}/u)
        expect(cleanText(clean, length)).toBe(clean)
      }),
    )
  })
})

it('code that is never closed hides the rest, and costs no more the longer that is', () => {
  const startedAt = performance.now()
  expect(read(`before<script>${'</script '.repeat(44_000)}`)).toBe('before')
  expect(read('a<script>x</SCRIPT >b')).toBe('ab')
  expect(performance.now() - startedAt).toBeLessThan(500)
})
