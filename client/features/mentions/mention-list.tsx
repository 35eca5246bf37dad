import {
  useEffect,
  useImperativeHandle,
  useState,
  type KeyboardEvent,
  type ReactElement,
  type ReactNode,
  type Ref,
} from 'react'
import { usePreference } from '../../lib/preferences.ts'
import { Icon } from '../../ui/icon.tsx'
import type { MentionListState } from './mention-list-query.ts'
import styles from './mention-list.module.css'
import { MentionRow } from './mention-row.tsx'
import { useRowWindow } from './row-window.ts'
import { isBeyond } from './steady-rows.ts'
import { useSteadyRows } from './use-steady-rows.ts'
import { useSteadyScroll } from './use-steady-scroll.ts'

const rowHeights = { compact: 56, comfortable: 84, roomy: 108 }
const rowLines = { compact: 1, comfortable: 2, roomy: 3 }
const loadAheadRows = 12
/** A finger has no hover: where it may tap next, nothing moves. */
const coarsePointer = matchMedia('(pointer: coarse)').matches

export type MentionListHandle = {
  /** The mention `by` rows away from the open one (or from where it stood); undefined at the ends. */
  neighbour: (by: 1 | -1) => number | undefined
  /** Puts keyboard focus on a row, as soon as it is there; on the first without an id. */
  focus: (id?: number) => void
  /** Lets in what is new. */
  showNew: () => void
}

/**
 * The rows of a list: windowed, steady under live changes, one listbox for keyboard and screen readers. Give each
 * list its own `key`, so that another one starts anew.
 */
export function MentionList({
  label,
  list,
  selectedId,
  brandNames,
  labelNames,
  empty,
  onOpen,
  ref,
}: {
  label: string
  list: MentionListState
  selectedId: number | undefined
  /** Names of brands by id, when the list is of several. */
  brandNames: ReadonlyMap<number, string> | null
  /** Names of rule labels by id. */
  labelNames: ReadonlyMap<number, string>
  /** What to say when there is nothing. */
  empty: ReactNode
  onOpen: (id: number) => void
  ref?: Ref<MentionListHandle>
}): ReactElement {
  const density = usePreference('density')
  const height = rowHeights[density]
  const [pointerInside, setPointerInside] = useState(coarsePointer)
  const [bottomId, setBottomId] = useState<number>()
  const [scrolled, setScrolled] = useState(false)
  const hold = pointerInside || scrolled || selectedId !== undefined
  const { rows, held, settle } = useSteadyRows(list.loaded, { hold, selectedId, bottomId })
  const { frame, jumpTo } = useSteadyScroll(rows, selectedId, height)
  const view = useRowWindow(frame, rows.length, height)
  const lowest = rows[view.bottom - 1]?.card.id
  if (lowest !== bottomId) setBottomId(lowest)
  if (view.scrolled !== scrolled) setScrolled(view.scrolled)

  const selectedAt = rows.findIndex((row) => row.card.id === selectedId)
  const [lastAt, setLastAt] = useState(-1)
  if (selectedAt !== -1 && selectedAt !== lastAt) setLastAt(selectedAt)

  const { hasMore, loadingMore, loadMore } = list
  const bottomRow = rows[view.bottom - 1]
  const nearEnd = view.end >= rows.length - loadAheadRows
  const ahead = nearEnd || (bottomRow !== undefined && isBeyond(list.loaded, bottomRow.card))
  useEffect(() => {
    if (hasMore && !loadingMore && ahead) loadMore()
  }, [hasMore, loadingMore, loadMore, ahead])

  const showNew = (): void => {
    const first = list.loaded.cards.findIndex((card) => held.includes(card.id))
    if (first === -1) return
    jumpTo(first)
    settle()
  }

  const neighbour = (by: 1 | -1): number | undefined => {
    if (selectedAt !== -1) return rows[selectedAt + by]?.card.id
    if (lastAt === -1) return rows[by === 1 ? 0 : rows.length - 1]?.card.id
    // The open mention has left the list: what now stands in its place comes next.
    return (rows[by === 1 ? lastAt : lastAt - 1] ?? rows.at(-1))?.card.id
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    const by = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : undefined
    const id = by === undefined ? undefined : neighbour(by)
    if (by !== undefined) event.preventDefault()
    if (id === undefined) return
    onOpen(id)
    focusRow(id)
  }

  useImperativeHandle(ref, () => ({ neighbour, focus: (id = rows[0]?.card.id) => focusRow(id), showNew }))

  if (rows.length === 0) return <div className={styles['frame']}>{empty}</div>
  const indexes = Array.from({ length: view.end - view.start }, (_, index) => view.start + index)
  // The open row stays mounted, so that focus cannot fall out of the list.
  if (selectedAt !== -1 && selectedAt < view.start) indexes.unshift(selectedAt)
  if (selectedAt >= view.end) indexes.push(selectedAt)
  const focusableAt = selectedAt === -1 ? view.start : selectedAt

  return (
    <div className={styles['frame']}>
      {held.length > 0 && (
        <button type="button" className={styles['pill']} onClick={showNew}>
          <Icon name="up" size={16} /> {held.length} new above
        </button>
      )}
      <div
        ref={frame}
        className={styles['scroller']}
        onPointerEnter={() => setPointerInside(true)}
        onPointerLeave={() => setPointerInside(coarsePointer)}
      >
        <div
          role="listbox"
          tabIndex={-1}
          onKeyDown={onKeyDown}
          aria-label={label}
          aria-busy={loadingMore || undefined}
          className={styles['rows']}
          data-lines={rowLines[density]}
          style={{ height: rows.length * height }}
        >
          {indexes.map((index) => {
            const row = rows[index]
            return row === undefined ? null : (
              <MentionRow
                key={row.card.id}
                card={row.card}
                gone={row.gone}
                brandName={brandNames?.get(row.card.brandId)}
                labelNames={labelNames}
                selected={row.card.id === selectedId}
                focusable={index === focusableAt}
                position={index + 1}
                total={hasMore ? -1 : rows.length}
                top={index * height}
                height={height}
                onOpen={onOpen}
              />
            )
          })}
        </div>
        {loadingMore && <p className={styles['more']}>Loading more</p>}
      </div>
    </div>
  )
}

function focusRow(id: number | undefined): void {
  requestAnimationFrame(() => document.getElementById(`mention-${id}`)?.focus({ preventScroll: true }))
}
