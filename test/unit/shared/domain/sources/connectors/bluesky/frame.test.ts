import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  glanceAtText,
  readFrame,
} from '../../../../../../../shared/domain/sources/connectors/bluesky/frame.ts'
import { textOfPost } from '../../../../../../../shared/domain/sources/connectors/bluesky/post.ts'

const frame = (record: unknown, commit: object = {}, more: object = {}) =>
  Buffer.from(
    JSON.stringify({
      did: 'did:plc:abc',
      time_us: 1735007698011970,
      kind: 'commit',
      commit: { operation: 'create', collection: 'app.bsky.feed.post', rkey: '3ld', record, ...commit },
      ...more,
    }),
  )

function textRead(data: Buffer): string | null {
  const news = readFrame(data)
  return news?.kind === 'post' ? textOfPost(news.record) : null
}

/** JSON in which any character of a string may be written as an escape. */
function withEscapes(value: unknown, escaped: (index: number) => boolean): string {
  let index = 0
  return JSON.stringify(value).replace(/"(?:[^"\\]|\\.)*"/g, (string) =>
    JSON.stringify(JSON.parse(string) as string).replace(/\\.|[^"\\]/g, (sign) =>
      sign.length === 1 && escaped(index++) ? `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}` : sign,
    ),
  )
}

const word = fc.constantFrom(
  'text',
  '"text":"',
  '\\',
  '\\"',
  'embed',
  'delete',
  'é',
  '🙂',
  '日本',
  'acme',
  ':"x"',
  '\n',
)
const text = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.array(word).map((words) => words.join('')),
)
const alt = fc.oneof({ weight: 3, arbitrary: fc.constant('') }, { weight: 1, arbitrary: text })
const record = fc.record(
  {
    $type: fc.constant('app.bsky.feed.post'),
    createdAt: text,
    text: fc.oneof({ weight: 5, arbitrary: text }, { weight: 1, arbitrary: fc.jsonValue() }),
    facets: fc.array(fc.record({ text, [`"text`]: text, embed: text }, { requiredKeys: [] }), {
      maxLength: 1,
    }),
    embed: fc.oneof(
      fc.record({ images: fc.array(fc.record({ alt }), { maxLength: 2 }) }),
      fc.record({ video: fc.constant({}), alt }),
      fc.record({ record: fc.constant({}), media: fc.record({ external: fc.record({ title: text }) }) }),
    ),
    reply: fc.record({ root: fc.record({ uri: text }) }),
  },
  { requiredKeys: ['$type', 'text'] },
)
/** Which characters are written as escapes: mostly none. */
const escaped = fc.oneof(
  { weight: 2, arbitrary: fc.constant<number[]>([]) },
  { weight: 1, arbitrary: fc.array(fc.nat({ max: 300 }), { maxLength: 4 }) },
)
const operation = fc.constantFrom('create', 'create', 'create', 'update', 'delete', 'other')

describe('a glance at a message of the firehose', () => {
  it('sees the text of a plain post without reading the rest', () => {
    expect(glanceAtText(frame({ langs: ['en'], text: 'Acme is “down” 🙂' }))).toBe('Acme is “down” 🙂')
    expect(glanceAtText(frame({ text: 'two\nlines, a "quote" and \\ more' }))).toBe(
      'two\nlines, a "quote" and \\ more',
    )
    expect(glanceAtText(frame({ text: '' }))).toBe('')
    const pictures = { images: [{ alt: '', image: {} }, { alt: '' }] }
    expect(glanceAtText(frame({ embed: pictures, text: 'look' }))).toBe('look')
  })

  it('leaves to a closer look whatever may say more or something else', () => {
    const unsure = {
      'a page that it shows': frame({ text: 'look', embed: { external: { title: 'Acme' } } }),
      'a described picture': frame({ text: 'look', embed: { images: [{ alt: '' }, { alt: 'Acme' }] } }),
      'a second text': frame({ text: 'one', facets: [{ text: 'two' }] }),
      'no text': frame({ langs: [] }),
      'a deletion': frame(undefined, { operation: 'delete', text: 'x' }),
      'spaces between': Buffer.from('{"text": "acme"}'),
      'a key in escapes': Buffer.from('{"text":"one","\\u0074ext":"acme"}'),
      'a key that ends like it': Buffer.from('{"a\\"text":"one"}'),
      'an end that is missing': Buffer.from('{"text":"acme'),
    }
    for (const [what, data] of Object.entries(unsure)) expect(glanceAtText(data), what).toBeNull()
  })

  it('never says another text than the whole message does, however it is written', () => {
    let glanced = 0
    fc.assert(
      fc.property(record, operation, escaped, (post, how, escapes) => {
        const whole = JSON.parse(frame(post, { operation: how }).toString()) as unknown
        const data = Buffer.from(withEscapes(whole, (index) => escapes.includes(index)))
        const glimpse = glanceAtText(data)
        if (glimpse === null) return
        glanced++
        const read = textRead(data)
        // Where the only text is not the record's, the post says nothing, and so nothing that anybody wants.
        const other = read === '' && glimpse !== '' && typeof post.text !== 'string'
        if (read !== null && !other) expect(glimpse).toBe(read)
        expect(readFrame(data)?.kind).not.toBe('deleted')
      }),
      { numRuns: 3000 },
    )
    expect(glanced).toBeGreaterThan(300)
  })
})

describe('a message of the firehose', () => {
  it('is refused when it is none', () => {
    for (const data of [
      '',
      'null',
      '[]',
      '{',
      '"x"',
      '12',
      '{"time_us":"1"}',
      '{"time_us":-1}',
      '{"time_us":1e300}',
    ]) {
      expect(readFrame(Buffer.from(data)), data).toBeNull()
    }
  })

  it('is of no interest when it is about something else, or its ids could lead elsewhere', () => {
    const other = { kind: 'other', timeUs: 1735007698011970 }
    expect(readFrame(frame({ text: 'x' }, { collection: 'app.bsky.feed.like' }))).toEqual(other)
    expect(readFrame(frame({}, {}, { kind: 'identity' }))).toEqual(other)
    expect(readFrame(frame({}, { rkey: '../../evil' }))).toEqual(other)
    expect(readFrame(frame({}, {}, { did: 'did:plc:a/../b' }))).toEqual(other)
    expect(readFrame(frame({}, { operation: 'unheard-of' }))).toEqual(other)
  })

  it('tells what is deleted', () => {
    expect(readFrame(frame(undefined, { operation: 'delete' }))).toEqual({
      kind: 'deleted',
      timeUs: 1735007698011970,
      did: 'did:plc:abc',
      rkey: '3ld',
    })
  })
})
