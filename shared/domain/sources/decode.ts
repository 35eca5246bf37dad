import { isUtf8 } from 'node:buffer'
import chardet from 'chardet'
import iconv from 'iconv-lite'

export type Decoded = { text: string; encoding: string }

const marks: [string, number[]][] = [
  ['utf-32le', [0xff, 0xfe, 0, 0]],
  ['utf-32be', [0, 0, 0xfe, 0xff]],
  ['utf-8', [0xef, 0xbb, 0xbf]],
  ['utf-16le', [0xff, 0xfe]],
  ['utf-16be', [0xfe, 0xff]],
]

/** How `<?xm` or `<rs` look in encodings where letters are not one ASCII byte each. */
const shapes: [string, number[]][] = [
  ['utf-32le', [0x3c, 0, 0, 0]],
  ['utf-32be', [0, 0, 0, 0x3c]],
  ['utf-16le', [0x3c, 0]],
  ['utf-16be', [0, 0x3c]],
]

const startsWith = (bytes: Uint8Array, beginning: number[]) =>
  beginning.every((byte, at) => bytes[at] === byte)

/** What people declare when they mean a larger set that contains it. */
const supersets: Record<string, string> = {
  'us-ascii': 'windows-1252',
  ascii: 'windows-1252',
  'iso-8859-1': 'windows-1252',
  latin1: 'windows-1252',
  gb2312: 'gb18030',
  gbk: 'gb18030',
  'euc-kr': 'cp949',
  ks_c_5601: 'cp949',
  'iso-8859-9': 'windows-1254',
  'iso-8859-11': 'windows-874',
  'tis-620': 'windows-874',
}

function known(declared: string | undefined): string | null {
  const name = declared?.trim().toLowerCase() ?? ''
  const encoding = supersets[name] ?? name
  return encoding !== '' && (iconv.encodingExists(encoding) || isOfTheWeb(encoding)) ? encoding : null
}

/** What browsers know, which has names and encodings (ISO-2022-JP) that iconv lacks. */
function isOfTheWeb(label: string): boolean {
  try {
    return new TextDecoder(label).encoding !== ''
  } catch {
    return false
  }
}

const fromContentType = (contentType: string | null) =>
  known(/charset\s*=\s*["']?\s*([\w.:-]+)/i.exec(contentType ?? '')?.[1])

function fromDeclaration(bytes: Uint8Array): string | null {
  const beginning = Buffer.from(bytes.subarray(0, 1024)).toString('latin1')
  return known(/^\s*<\?xml[^>]*?encoding\s*=\s*["']\s*([\w.:-]+)/i.exec(beginning)?.[1])
}

const isWide = (encoding: string) => /^(utf-?(16|32)|ucs-?2)/.test(encoding)

/** Whether an encoding can be right for these bytes: declarations are often left over from another machine. */
function fits(encoding: string, bytes: Uint8Array): boolean {
  if (encoding === 'utf-8' || encoding === 'utf8') return isUtf8(bytes)
  if (isWide(encoding)) return bytes.subarray(0, 64).includes(0)
  // Text in a one-byte encoding is next to never valid UTF-8 by chance.
  return encoding !== 'windows-1252' || !isUtf8(bytes)
}

function detect(bytes: Uint8Array): string {
  const guess = chardet.detect(bytes.subarray(0, 65_536))
  const encoding = known(guess ?? undefined)
  return encoding === null || encoding === 'utf-8' || isWide(encoding) ? 'windows-1252' : encoding
}

/**
 * Bytes to text: byte order mark, then the HTTP header, then the XML declaration (each only if it can be right), then
 * UTF-8 if valid, then detection, then windows-1252. Never fails.
 */
export function decodeBody(bytes: Uint8Array, contentType: string | null): Decoded {
  const mark = marks.find(([, beginning]) => startsWith(bytes, beginning))
  const shape = shapes.find(([, beginning]) => startsWith(bytes, beginning))
  const declared = [fromContentType(contentType), fromDeclaration(bytes)].find(
    (encoding) => encoding !== null && fits(encoding, bytes),
  )
  const encoding =
    mark?.[0] ??
    (bytes.length > 3 ? shape?.[0] : undefined) ??
    declared ??
    (isUtf8(bytes) ? 'utf-8' : detect(bytes))
  // TextDecoder is several times faster than iconv for the usual case, and drops the byte order mark too.
  const isIconv = encoding !== 'utf-8' && iconv.encodingExists(encoding)
  const text = isIconv ? iconv.decode(Buffer.from(bytes), encoding) : new TextDecoder(encoding).decode(bytes)
  return { text, encoding }
}
