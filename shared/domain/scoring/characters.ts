/** What a UTF-16 unit is to the tokenizer. */
export const kinds = {
  space: 0,
  letter: 1,
  digit: 2,
  apostrophe: 3,
  at: 4,
  hash: 5,
  bang: 6,
  question: 7,
  stop: 8,
  comma: 9,
  surrogate: 10,
  picture: 11,
  other: 12,
  money: 13,
  joiner: 14,
  line: 15,
} as const

export const isWordUnit = (kind: number) => kind === kinds.letter || kind === kinds.digit

const letters = /[\p{L}\p{M}]/u
const digits = /\p{Nd}/u
const pictures = /\p{Extended_Pictographic}/u
const spaces = /[\s\p{Cc}\p{Z}]/u

/** Kind of each UTF-16 unit. */
export const kindOfUnit = new Uint8Array(0x10000)
/** Each UTF-16 unit in lower case, where that is one unit too. */
export const folded = new Uint16Array(0x10000)

for (let unit = 0; unit < 0x10000; unit++) {
  folded[unit] = unit
  if (unit >= 0x3400 && unit < 0xd800) {
    kindOfUnit[unit] = kinds.letter
    continue
  }
  const text = String.fromCharCode(unit)
  if (letters.test(text)) {
    kindOfUnit[unit] = kinds.letter
    const lower = text.toLowerCase()
    if (lower.length === 1) folded[unit] = lower.charCodeAt(0)
  } else if (unit >= 0xd800 && unit < 0xe000) kindOfUnit[unit] = kinds.surrogate
  else if (digits.test(text)) kindOfUnit[unit] = kinds.digit
  else if (spaces.test(text)) kindOfUnit[unit] = kinds.space
  else if (unit > 0x200 && pictures.test(text)) kindOfUnit[unit] = kinds.picture
  else kindOfUnit[unit] = kinds.other
}

const assign = (text: string, kind: number) => {
  for (const sign of text) kindOfUnit[sign.charCodeAt(0)] = kind
}
assign("'’ʼ", kinds.apostrophe)
assign('@＠', kinds.at)
assign('#', kinds.hash)
assign('!！', kinds.bang)
assign('?？', kinds.question)
assign('.;:…。', kinds.stop)
assign(',"“”„«»()[]', kinds.comma)
assign('$£€¥₹', kinds.money)
assign('\ufe0e\ufe0f\u200d\u200b\u200c', kinds.joiner)
assign('\n\r\u2028\u2029', kinds.line)
folded['’'.charCodeAt(0)] = 0x27
folded['ʼ'.charCodeAt(0)] = 0x27
