import iconv from 'iconv-lite'
import { describe, expect, it } from 'vitest'
import { decodeBody } from '../../../../../shared/domain/sources/decode.ts'

const french = 'Le goût d’un café où l’été dure — très bien servi, naïveté comprise. '.repeat(5)
const samples: [string, string][] = [
  ['utf-8', french],
  ['utf-16le', french],
  ['utf-16be', french],
  ['utf-32le', french],
  ['windows-1252', french],
  ['iso-8859-15', 'Le goût d’un café'.replace('’', "'")],
  ['windows-1251', 'Очень плохое обслуживание'],
  ['koi8-r', 'Очень плохое обслуживание'],
  ['iso-8859-2', 'Zażółć gęślą jaźń'],
  ['shift_jis', 'サービスが最悪でした'],
  ['euc-jp', 'サービスが最悪でした'],
  ['gb18030', '服务太差了'],
  ['gb2312', '服务太差了'],
  ['big5', '服務太差了'],
  ['euc-kr', '서비스가 최악이었다'],
  ['iso-8859-7', 'Πολύ κακή εξυπηρέτηση'],
  ['iso-8859-8', 'שירות גרוע'],
  ['windows-1256', 'خدمة سيئة جدا'],
  ['windows-874', 'บริการแย่มาก'],
]
const xml = (text: string, encoding?: string) =>
  `<?xml version="1.0"${encoding === undefined ? '' : ` encoding="${encoding}"`}?><rss>${text}</rss>`

describe('what is declared', () => {
  it('may be what only browsers know', () => {
    // サービス in ISO-2022-JP, which looks like ASCII.
    const packed = Buffer.from(xml('\u001b$B%5!<%S%9\u001b(B', 'ISO-2022-JP'), 'latin1')
    expect(decodeBody(packed, null).text).toContain('<rss>サービス</rss>')
  })

  it.each(samples)('%s in the HTTP header', (encoding, text) => {
    const bytes = iconv.encode(xml(text), encoding)
    expect(decodeBody(bytes, `text/xml; charset="${encoding}"`).text).toBe(xml(text))
  })

  it.each(samples)('%s in the XML declaration', (encoding, text) => {
    const bytes = iconv.encode(xml(text, encoding), encoding)
    expect(decodeBody(bytes, 'text/xml').text).toBe(xml(text, encoding))
  })

  it('counts less than a byte order mark', () => {
    for (const encoding of ['utf-8', 'utf-16le', 'utf-16be', 'utf-32le', 'utf-32be']) {
      const bytes = iconv.encode(xml(french, 'iso-8859-1'), encoding, { addBOM: true })
      expect(decodeBody(bytes, 'text/xml; charset=koi8-r').text).toBe(xml(french, 'iso-8859-1'))
    }
  })

  it('counts in the header more than in the document', () => {
    const bytes = iconv.encode(xml('Очень плохое', 'iso-8859-1'), 'koi8-r')
    expect(decodeBody(bytes, 'text/xml;charset=koi8-r').text).toContain('Очень плохое')
  })

  it('does not count where it cannot be right', () => {
    expect(
      decodeBody(iconv.encode(xml(french, 'utf-8'), 'windows-1252'), 'text/xml; charset=utf-8').text,
    ).toContain('goût d’un café')
    expect(decodeBody(Buffer.from(xml(french, 'us-ascii')), 'text/xml; charset=iso-8859-1').text).toContain(
      'goût d’un',
    )
    expect(decodeBody(Buffer.from(xml(french, 'utf-16')), null).text).toContain('goût d’un')
    expect(decodeBody(Buffer.from(xml(french, 'x-unheard-of')), 'text/xml; charset=nonsense').text).toContain(
      'goût',
    )
  })
})

describe('what nobody declares', () => {
  it('is UTF-8 if that is valid', () => {
    expect(decodeBody(Buffer.from(xml(french)), null)).toEqual({ text: xml(french), encoding: 'utf-8' })
  })

  it('is found out for longer texts of other encodings', () => {
    const russian = 'Очень плохое обслуживание, больше никогда не приду сюда. '.repeat(5)
    expect(decodeBody(iconv.encode(xml(russian), 'windows-1251'), null).text).toContain(russian)
    const japanese = 'サービスが最悪でした。もう二度と行きません。'.repeat(5)
    expect(decodeBody(iconv.encode(xml(japanese), 'shift_jis'), null).text).toContain(japanese)
  })

  it('is wide if it begins so', () => {
    for (const encoding of ['utf-16le', 'utf-16be', 'utf-32le', 'utf-32be']) {
      expect(decodeBody(iconv.encode(xml(french), encoding, { addBOM: false }), null).text).toBe(xml(french))
    }
  })
})

it('makes something of any bytes', () => {
  for (const bytes of [
    [],
    [0xff],
    [0xff, 0xfe],
    [0x80, 0x81, 0xfe, 0xff],
    [0, 0, 0, 0, 0],
    [0xed, 0xa0, 0x80],
  ]) {
    expect(typeof decodeBody(Uint8Array.from(bytes), 'text/xml; charset=').text).toBe('string')
  }
})
