import { readFile } from 'node:fs/promises'
import FeedParser from 'feedparser'
import { parseFeed } from 'feedsmith'
import { failureOf, reportOf } from '../../server/feed-report.ts'
import { decodeBody } from '../../shared/domain/sources/decode.ts'
import { parseDocument } from '../../shared/domain/sources/parse.ts'
import { Problem } from '../../shared/runtime/problem.ts'
import type { CorpusDocument } from '../support/feed-corpus.ts'
import type { Reading } from '../support/feed-score.ts'

/** Parsers by name; each gives null for a document that it refuses. */
export const readers: Record<string, (document: CorpusDocument) => Promise<Reading>> = {
  Earshot: readWithEarshot,
  feedsmith: readWithFeedsmith,
  feedparser: readWithFeedparser,
}

/** What `npm run feed -- --json` says. */
async function readWithEarshot({ path, contentType, baseUrl }: CorpusDocument): Promise<Reading> {
  const url = baseUrl?.trim() ?? null
  try {
    const document = parseDocument(await readFile(path), { url, contentType })
    const { feed, items } = reportOf(path, url, document)
    return { feed: { ...feed, id: document.feed.id }, items: items.map(({ media: _media, ...item }) => item) }
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    failureOf(path, error.toDocument())
    return null
  }
}

const textOf = async ({ path, contentType }: CorpusDocument) =>
  decodeBody(await readFile(path), contentType).text

/** feedsmith with the shortest mapping that is fair to it: its own field, else what its documentation names next. */
async function readWithFeedsmith(document: CorpusDocument): Promise<Reading> {
  let parsed: ReturnType<typeof parseFeed>
  try {
    parsed = parseFeed(await textOf(document))
  } catch {
    return null
  }
  const feed = parsed.feed as Loose
  const items = (feed.items ?? feed.entries ?? []) as Loose[]
  return {
    feed: {
      title: textIn(feed.title),
      link: textIn(feed.link ?? feed.links?.[0]?.href ?? feed.home_page_url),
      description: textIn(feed.description ?? feed.subtitle),
      author: authorIn(feed),
      id: textIn(feed.id),
    },
    items: items.map((item) => ({
      title: textIn(item.title ?? item.dc?.titles?.[0]),
      link: textIn(item.link ?? item.links?.[0]?.href ?? item.url ?? item.guid?.value),
      id: textIn(item.guid?.value ?? item.id ?? item.rdf?.about),
      author: authorIn(item),
      published: dateIn(item.pubDate ?? item.published ?? item.date_published ?? item.dc?.dates?.[0]),
      updated: dateIn(item.updated ?? item.date_modified),
      summary: textIn(item.description ?? item.summary),
      content: textIn(item.content?.encoded ?? item.content ?? item.content_html ?? item.content_text),
    })),
  }
}

// oxlint-disable-next-line typescript/no-explicit-any -- four dialects in one variable
type Loose = any

const textIn = (value: Loose): string | undefined =>
  typeof value === 'string' || typeof value === 'number' ? String(value) : value?.value

const authorIn = (holder: Loose): string | undefined => {
  const people: Loose[] = [holder.authors, holder.dc?.creators, holder.managingEditor, holder.itunes?.author]
    .flat()
    .filter((person) => person !== undefined)
  const [person] = people
  return typeof person === 'string' ? person : (person?.name ?? person?.email)
}

function dateIn(value: Loose): string | undefined {
  const date = new Date(value ?? Number.NaN)
  return Number.isNaN(date.getTime()) ? undefined : date.toISOString()
}

async function readWithFeedparser(document: CorpusDocument): Promise<Reading> {
  const parser = new FeedParser({ feedurl: document.baseUrl ?? '', addmeta: false, resume_saxerror: true })
  const items: FeedParser.Item[] = []
  try {
    parser.end(await textOf(document))
    for await (const item of parser) items.push(item as FeedParser.Item)
  } catch {
    return null
  }
  const meta = parser.meta as FeedParser.Meta | undefined
  if (!meta) return null
  return {
    feed: { title: meta.title, link: meta.link, description: meta.description, author: meta.author },
    items: items.map((item) => ({
      title: item.title,
      link: item.origlink || item.link,
      id: item.guid,
      author: item.author,
      published: dateIn(item.pubdate),
      updated: dateIn(item.date),
      summary: item.summary,
      content: item.description,
    })),
  }
}
