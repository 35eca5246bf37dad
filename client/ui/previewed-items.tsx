import type { ReactElement, ReactNode } from 'react'
import type { PreviewedItem } from '../../shared/contract/brand.ts'
import { headlineOf } from '../../shared/contract/headline.ts'
import { Badge } from './badge.tsx'
import { LabelWord } from './label-word.tsx'
import { MatchedText } from './matched-text.tsx'
import styles from './previewed-items.module.css'
import { Time } from './time.tsx'

/** Items as a query and a threshold would see them: matched words marked, scored, queued or not. */
export function PreviewedItems<Item extends PreviewedItem>({
  label,
  items,
  verdict = standing,
}: {
  label: string
  items: readonly Item[]
  /** What is to be known of an item, before who said it: how it would stand, unless told otherwise. */
  verdict?: (item: Item) => ReactNode
}): ReactElement {
  return (
    <ul className={styles['items']} aria-label={label}>
      {items.map((item, index) => (
        <li key={`${index} ${item.url ?? item.title}`} className={styles['item']}>
          <p className={styles['meta']}>
            {verdict(item)}
            <span className={styles['by']}>
              {item.author}
              {item.author !== null && item.publishedAt !== null && ' · '}
              {item.publishedAt !== null && <Time iso={item.publishedAt} />}
            </span>
          </p>
          <Headline item={item} />
          <p className={styles['text']} dir="auto">
            <MatchedText {...excerptOf(item)} />
          </p>
        </li>
      ))}
    </ul>
  )
}

function Headline({ item }: { item: PreviewedItem }): ReactNode {
  const headline = headlineOf(item.title, item.text)
  if (headline === null) return null
  return (
    <p className={styles['title']} dir="auto">
      <MatchedText text={headline} spans={item.spans.filter((span) => span.field === 'title')} />
    </p>
  )
}

function standing(item: PreviewedItem): ReactNode {
  if (!item.matched) return <Badge>no match</Badge>
  return (
    <>
      {item.queued ? (
        <Badge tone="warning" icon="inbox">
          queue
        </Badge>
      ) : (
        <Badge icon="stream">stream</Badge>
      )}
      <LabelWord label={item.label} />
    </>
  )
}

const excerptLength = 240

/** The part of the text around the first match, so that a match deep in a long text is seen. */
function excerptOf({ text, spans }: PreviewedItem): {
  text: string
  spans: { start: number; end: number }[]
} {
  const inText = spans.filter((span) => span.field === 'text')
  const first = Math.min(...inText.map((span) => span.start), text.length)
  if (text.length <= excerptLength || inText.length === 0 || first < excerptLength - 60)
    return cut(text, inText, 0)
  return cut(text, inText, text.lastIndexOf(' ', first - 60) + 1)
}

function cut(text: string, spans: readonly { start: number; end: number }[], from: number) {
  const to = Math.min(text.length, from + excerptLength)
  const before = from > 0 ? '…' : ''
  const shift = before.length - from
  return {
    text: `${before}${text.slice(from, to)}${to < text.length ? '…' : ''}`,
    spans: spans
      .filter((span) => span.start < to && span.end > from)
      .map((span) => ({ start: span.start + shift, end: Math.min(span.end, to) + shift })),
  }
}
