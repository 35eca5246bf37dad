import { saidIn } from '../../../shared/contract/headline.ts'

/** How an exclusion comes about: from words of the post, or from who or where it is from. */
export type ExcludeBy = 'words' | 'author' | 'site'

/** What an exclusion is proposed from. */
export type Excluded = { title: string; text: string; author: string | null; url: string | null }

/** A word of a post, and its place among all of them: neighbours make a phrase. */
export type PostWord = { text: string; at: number }

const longest = 60

/** The exclusion of one author, by the whole name as it is written, so that no namesake goes with it; null without one. */
export function authorExclusion({ author }: Pick<Excluded, 'author'>): string | null {
  const name = unquoted(author ?? '')
  return name === '' ? null : `author:="${name}"`
}

/** The exclusion of one site; null when the post has no address. */
export function siteExclusion({ url }: Pick<Excluded, 'url'>): string | null {
  if (url === null || !URL.canParse(url)) return null
  const host = new URL(url).hostname.replace(/^www\.(?=.*\.)/, '')
  return host.includes('.') ? `site:${host}` : null
}

/** The words of a post to choose from, in its order, each once; short ones tell nothing. */
export function postWords(post: Pick<Excluded, 'title' | 'text'>): PostWord[] {
  const said = new Set<string>()
  const words: PostWord[] = []
  let at = 0
  for (const { segment, isWordLike } of segmenter.segment(saidIn(post))) {
    if (!isWordLike) {
      // A phrase does not go over the end of a sentence.
      if (/[\n.!?;:]/.test(segment)) at++
      continue
    }
    at++
    const folded = segment.toLowerCase()
    if (said.has(folded) || [...segment].length < 3) continue
    said.add(folded)
    words.push({ text: segment, at })
    if (words.length === longest) break
  }
  return words
}

/** The exclusion of posts that have all these words; those that stand side by side have to. */
export function wordsExclusion(chosen: readonly PostWord[]): string {
  const phrases: PostWord[][] = []
  for (const word of chosen.toSorted((a, b) => a.at - b.at)) {
    const last = phrases.at(-1)
    if (last?.at(-1)?.at === word.at - 1) last.push(word)
    else phrases.push([word])
  }
  return phrases
    .map((phrase) => phrase.map(({ text }) => text).join(' '))
    .map((phrase) =>
      /^[\p{L}\p{N}]+$/u.test(phrase) && !/^(and|or|not)$/i.test(phrase) ? phrase : `"${unquoted(phrase)}"`,
    )
    .join(' ')
}

function unquoted(text: string): string {
  return text
    .replaceAll(/["“”„＂]/g, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim()
}

const segmenter = new Intl.Segmenter(undefined, { granularity: 'word' })
