import type { DiscoveredFeed } from '../shared/domain/sources/parsing/discover.ts'
import type { FeedReport, ItemReport } from './feed-report.ts'

const maxText = 280

/** A report for people to read. */
export function printReport({ input, format, feed, items, warnings, error }: FeedReport): string {
  if (error !== null) return `${input}\n  cannot be heard: ${error.detail}\n${offers(error.discovered)}\n`
  const about = [
    ['feed', feed?.title],
    ['site', feed?.link],
    ['about', shorten(feed?.description ?? '')],
    ['author', feed?.author],
    ...warnings.map((warning) => ['note', warning]),
  ]
  const count = items.length === 1 ? '1 item' : `${items.length} items`
  return `${input}\n  ${format}, ${count}\n${lines(about)}\n${items.map(printItem).join('')}`
}

function printItem(item: ItemReport): string {
  const rows = [
    ['link', item.link],
    ['author', item.author],
    ['published', item.published],
    ['updated', item.updated === item.published ? null : item.updated],
    ['language', item.language],
    ['answers', item.inReplyTo],
    ['id', item.id],
    ['text', shorten(item.text)],
  ]
  return `  • ${item.title ?? '(no title)'}\n${lines(rows)}\n`
}

const lines = (rows: (string | null | undefined)[][]) =>
  rows
    .filter(([, value]) => !!value)
    .map(([name, value]) => `    ${name?.padEnd(10)}${value}\n`)
    .join('')

function shorten(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim()
  return line.length <= maxText ? line : `${line.slice(0, maxText)}…`
}

function offers(discovered: DiscoveredFeed[] = []): string {
  return discovered.map(({ url, title }) => `    ${title ?? 'feed'}: ${url}\n`).join('')
}
