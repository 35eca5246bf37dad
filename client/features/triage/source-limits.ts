/** How many characters an answer may have where the source is known to count them. */
const limits: Record<string, number> = { mastodon: 500, bluesky: 300, 'bluesky-search': 300, reddit: 10_000 }

/** The limit of a source, counted in what people see as characters; undefined when none is known. */
export function limitOf(source: string): number | undefined {
  return limits[source]
}

/** Length as people count it: an emoji with its modifiers is one. */
export function lengthOf(text: string): number {
  let length = 0
  for (const _ of graphemes.segment(text)) length++
  return length
}

const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' })
