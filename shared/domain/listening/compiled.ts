import type { Connection } from '../../database/store.ts'
import type { Log } from '../../runtime/log.ts'
import { createHandleBook, type HandleBook } from '../known-handles/handle-book.ts'
import { compileMatcher, type Matcher } from '../matching/matcher.ts'
import { parseQuery, type Query } from '../matching/query.ts'
import { compileBrandLexicon, type BrandLexicon } from '../scoring/brand-lexicon.ts'
import type { LanguageOf, Scorer } from '../scoring/scorer.ts'
import { readStored, type StoredRule } from './stored.ts'

/** What judging a mention needs of its brand. */
export type ListeningBrand = {
  /** What scores at or below this enters the queue. */
  threshold: number
  /** What gives a grave reason to hurry enters it, too. */
  queueUrgent: boolean
  answerWithinMinutes: number
  /** Undefined: it has no words of its own, and sounds as it does to others. */
  lexicon: BrandLexicon | undefined
}

/** Everything that is listened for, as one matcher, and what the matches then need of each brand and query. */
export type Listening = {
  version: number
  matcher: Matcher
  /** All but the archived ones. */
  brands: ReadonlyMap<number, ListeningBrand>
  queryTexts: ReadonlyMap<number, string>
  /** The active exclusions: asked only about what a brand in `excluding` is to hear. */
  excluder: Matcher
  excluding: ReadonlySet<number>
  exclusionTexts: ReadonlyMap<number, string>
  /** The rules of labels, a match's `queryId` being the label's: asked only about mentions of a brand in `labelling`. */
  labeller: Matcher
  labelling: ReadonlySet<number>
  handles: HandleBook
}

/** Reads what is listened for now, and compiles it only when it has changed since the last time. */
export type ListeningReader = { read(connection: Connection): Promise<Listening> }

const unreadable = {
  query: 'a query cannot be read; it finds nothing',
  exclusion: 'an exclusion cannot be read',
  label: 'the rule of a label cannot be read; it labels nothing',
}

/**
 * One for each process. Within a transaction that holds the matching, what it returns stays true until its end. A query,
 * exclusion or rule that this version cannot read is left out and logged: it must not stop the others.
 */
export function createListeningReader(log: Log, { languageOf }: Pick<Scorer, 'languageOf'>): ListeningReader {
  let latest: Listening | undefined
  const complained = new Set<string>()

  function read(kind: keyof typeof unreadable, { id, brandId, text }: StoredRule): Query | undefined {
    try {
      return parseQuery(text)
    } catch (error) {
      const key = JSON.stringify([kind, id, brandId, text])
      const about = { [`${kind}Id`]: id, brandId, text, error: (error as Error).message }
      if (!complained.has(key)) log.warn(about, unreadable[kind])
      complained.add(key)
      return undefined
    }
  }

  return {
    async read(connection) {
      const { version } = await connection.selectFrom('matching').select('version').executeTakeFirstOrThrow()
      if (latest?.version !== version) latest = { ...(await compile(connection, read, languageOf)), version }
      return latest
    },
  }
}

async function compile(
  connection: Connection,
  read: (kind: keyof typeof unreadable, rule: StoredRule) => Query | undefined,
  languageOf: LanguageOf,
): Promise<Omit<Listening, 'version'>> {
  const { brands, queries, exclusions, labels, words, handles } = await readStored(connection)
  const compiled = (kind: keyof typeof unreadable, rules: readonly StoredRule[]) =>
    compileMatcher(
      rules.flatMap((rule) => {
        const query = read(kind, rule)
        return query ? [{ id: String(rule.id), brandId: String(rule.brandId), query }] : []
      }),
      languageOf,
    )
  const wordsOf = Map.groupBy(words, ({ brandId }) => brandId)
  const lexiconOf = (brandId: number) => {
    const own = wordsOf.get(brandId)
    return own && compileBrandLexicon(own.map(({ phrase, weight }) => ({ phrase, weight })))
  }
  return {
    matcher: compiled('query', queries),
    brands: new Map(brands.map(({ id, ...brand }) => [id, { ...brand, lexicon: lexiconOf(id) }])),
    queryTexts: new Map(queries.map(({ id, text }) => [id, text])),
    excluder: compiled('exclusion', exclusions),
    excluding: new Set(exclusions.map(({ brandId }) => brandId)),
    exclusionTexts: new Map(exclusions.map(({ id, text }) => [id, text])),
    labeller: compiled('label', labels),
    labelling: new Set(labels.map(({ brandId }) => brandId)),
    handles: createHandleBook(handles),
  }
}
