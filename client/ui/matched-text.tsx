import { Fragment, type ReactElement } from 'react'
import styles from './matched-text.module.css'

/** Text with the words marked that a query matched. Spans are UTF-16 offsets, end exclusive, in any order. */
export function MatchedText({
  text,
  spans,
}: {
  text: string
  spans: readonly { start: number; end: number }[]
}): ReactElement {
  return (
    <>
      {piecesOf(text, spans).map((piece) =>
        piece.marked ? (
          <mark key={piece.start} className={styles['matched']}>
            {piece.text}
          </mark>
        ) : (
          <Fragment key={piece.start}>{piece.text}</Fragment>
        ),
      )}
    </>
  )
}

/** Cuts a text at its spans. Overlapping spans are joined; those outside the text are cut to it. */
export function piecesOf(
  text: string,
  spans: readonly { start: number; end: number }[],
): { start: number; text: string; marked: boolean }[] {
  const pieces: { start: number; text: string; marked: boolean }[] = []
  let at = 0
  const add = (end: number, marked: boolean): void => {
    if (end <= at) return
    const last = pieces.at(-1)
    if (last?.marked === marked) last.text += text.slice(at, end)
    else pieces.push({ start: at, text: text.slice(at, end), marked })
    at = end
  }
  for (const span of spans.toSorted((a, b) => a.start - b.start)) {
    add(Math.min(span.start, text.length), false)
    add(Math.min(span.end, text.length), true)
  }
  add(text.length, false)
  return pieces
}
