import type { BrandProposal } from '../../contract/source.ts'
import { Problem } from '../../runtime/problem.ts'
import { proposal } from '../feeds/proposal.ts'
import { foldWord } from '../matching/fold.ts'
import { parseQuery } from '../matching/query.ts'
import type { Connector } from '../sources/connector.ts'
import { ordinaryWords } from './ordinary-words.ts'

/** What a company is, not what people call it. */
const legalForm =
  /[\s,]+(?:inc|ltd|llc|plc|corp|co|gmbh|ag|kg|se|sa|sas|srl|spa|bv|nv|ab|oy|as|pty|limited)\.?$/i
const quotes = /["“”„＂]/g
/** Shorter ones stand for many things, and inside many a hasty word. */
const shortLetters = 3

/** What to listen for and where, for a brand of this name: queries, and feeds of every source that needs no token. */
export function proposeBrand(connectors: ReadonlyMap<string, Connector>, name: string): BrandProposal {
  return {
    queries: proposeQueries(name).map((text) => ({ text })),
    feeds: proposeFeeds(connectors, spoken(name)),
  }
}

/**
 * Queries for a name: the name as it is spoken, and as it is written in handles and tags. A name that everyday talk
 * uses, too, is asked for with its capital letters.
 * @returns none when the name has no letter or digit
 */
export function proposeQueries(name: string): string[] {
  const words = spoken(name)
  const tag = foldWord(words).replaceAll(/[^\p{L}\p{N}_]/gu, '')
  if (tag === '') return []
  const joined = [/^\w+$/.test(tag) && `@${tag}`, `#${tag}`].filter((part) => part !== false)
  const isWord = /^[\p{L}\p{N}]+$/u.test(words)
  const spelled = isWord && isAmbiguous(words) ? `=${words}` : isWord ? words : `"${words}"`
  // A word is heard in handles and tags as well.
  const parts = isWord && spelled === words ? [words] : [spelled, ...joined]
  return [[parts.join(' OR '), `"${words}"`].find(canBeRead)].filter((text) => text !== undefined)
}

/** The name without quotes, doubled spaces and the company's legal form. */
function spoken(name: string): string {
  const words = name.replaceAll(quotes, ' ').replaceAll(/\s+/g, ' ').trim()
  return words.replace(legalForm, '').trim() || words
}

function isAmbiguous(word: string): boolean {
  const hasCapital = word !== word.toLowerCase()
  return hasCapital && ([...word].length <= shortLetters || ordinaryWords.has(foldWord(word)))
}

function canBeRead(query: string): boolean {
  try {
    parseQuery(query)
    return true
  } catch (error) {
    if (error instanceof Problem) return false
    throw error
  }
}

function proposeFeeds(connectors: ReadonlyMap<string, Connector>, name: string): BrandProposal['feeds'] {
  const tokenless = [...connectors.values()].filter(({ credential }) => credential?.required !== true)
  const feeds = tokenless.flatMap((connector) =>
    (connector.propose?.(name) ?? []).flatMap(
      ({ config, title }) => proposal(connectors, connector.source, config, title) ?? [],
    ),
  )
  return [...new Map(feeds.map((feed) => [feed.url, feed])).values()]
}
