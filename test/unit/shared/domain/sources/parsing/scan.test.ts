import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Element } from '../../../../../../shared/domain/sources/parsing/element.ts'
import { scan } from '../../../../../../shared/domain/sources/parsing/scan.ts'

function read(document: string, namespace = '') {
  const entries: Element[] = []
  const scanned = scan(document, {
    url: 'https://site.example/feed',
    namespace,
    entryName: 'item',
    foreign: new Set(['content']),
    onEntry: (entry) => entries.push(entry) < 1000,
  })
  return { entries, scanned, titles: entries.map((entry) => entry.textOf('title')) }
}

describe('scan', () => {
  it('hands over each entry and keeps the rest', () => {
    const { titles, scanned } = read(
      '<rss><channel><title>Feed</title><item><title>a</title></item><item><title>b</title></item></channel></rss>',
    )
    expect(titles).toEqual(['a', 'b'])
    expect(scanned).toMatchObject({ cutOff: false, isDamaged: false })
    const channel = scanned?.root.child('channel')
    expect(channel?.children.map(({ name }) => name)).toEqual(['title'])
  })

  it.each([
    [
      'an entry that is never closed',
      '<r><item><title>a</title><item><title>b</title></item></r>',
      ['a', 'b'],
    ],
    ['an end that never began', '<r><item></b><title>a</title></item></r>', ['a']],
    [
      'an element that its parent ends',
      '<r><item><title>a</item><item><title>b</title></item></r>',
      ['a', 'b'],
    ],
    ['other letters', '<R><ITEM><Title>a</TITLE></Item></R>', ['a']],
    ['signs that mean nothing', '<r><item><title>1 < 2 & 3 > 2</title></item></r>', ['1 < 2 & 3 > 2']],
    ['a quoted end', '<r><item x="a > b"><title>a</title></item></r>', ['a']],
    ['a comment in a text', '<r><item><title>a<!-- <title>no</title> -->b</title></item></r>', ['ab']],
    ['a section', '<r><item><title><![CDATA[<b>&amp;</b>]]> x</title></item></r>', ['<b>&amp;</b> x']],
    ['a section without end', '<r><item><title>a</title></item><![CDATA[</r>', ['a']],
  ])('reads %s', (_, document, titles) => {
    expect(read(document).titles).toEqual(titles)
  })

  it('knows namespaces by their addresses, and the others by their prefix', () => {
    const { entries } =
      read(`<rss xmlns:x="http://purl.org/dc/elements/1.1/" xmlns:a="http://www.w3.org/2005/Atom">
      <item><x:creator>Ann</x:creator><itunes:author>Ben</itunes:author><a:link href="/1"/>
      <link xmlns="http://www.w3.org/2005/Atom" href="/2"/></item></rss>`)
    expect(entries[0]?.children.map(({ name }) => name)).toEqual([
      'dc:creator',
      'itunes:author',
      'atom:link',
      'atom:link',
    ])
  })

  it('tells what xml:base and xml:lang hold for an element', () => {
    const { entries } = read(
      '<r xml:base="/a/" xml:lang="en"><item><link xml:base="b/">c</link><x xml:lang="de"/></item></r>',
    )
    const [entry] = entries
    expect(entry?.child('link')?.scope).toMatchObject({ base: 'https://site.example/a/b/', language: 'en' })
    expect(entry?.child('x')?.scope.language).toBe('de')
    expect(entry?.scope.base).toBe('https://site.example/a/')
  })

  it('keeps half an entry only when there is nothing else', () => {
    expect(read('<r><item><title>a</title></item><item><title>b')).toMatchObject({
      titles: ['a'],
      scanned: { cutOff: true },
    })
    expect(read('<r><item><title>a')).toMatchObject({ titles: ['a'], scanned: { cutOff: true } })
  })

  it('leaves an entry inside the content of another alone', () => {
    expect(read('<r><item><content><item><title>b</title></item></content></item></r>').titles).toEqual([
      undefined,
    ])
  })

  it('never fails and never hangs', () => {
    const piece = fc.constantFrom(
      '<',
      '>',
      '</',
      '/>',
      '<item>',
      '</item>',
      '<a b="',
      "'",
      '<!--',
      '<![CDATA[',
      ']]>',
      '<?',
      'x',
      '&#0;',
      '&amp;',
      ' ',
      '<r>',
    )
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 60 }), (pieces) => {
        const { entries, scanned } = read(`<r>${pieces.join('')}`)
        for (const entry of [...entries, ...(scanned ? [scanned.root] : [])]) {
          entry.text()
          entry.markup()
          entry.attribute('b')
        }
      }),
      { numRuns: 500 },
    )
  })
})
