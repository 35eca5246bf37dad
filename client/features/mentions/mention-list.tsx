import { useVirtualizer, defaultRangeExtractor, type Range } from '@tanstack/react-virtual'
import {
  useCallback,
  useEffect,
  useImperativeHandle,
  useLayoutEffect,
  useRef,
  useState,
  type ReactElement,
  type ReactNode,
  type Ref,
} from 'react'
import { usePreference } from '../../lib/preferences.ts'
import { Icon } from '../../ui/icon.tsx'
import type { MentionListState } from './mention-list-query.ts'
import styles from './mention-list.module.css'
import { MentionRow } from './mention-row.tsx'
import { useSteadyRows } from './use-steady-rows.ts'

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

/** The rows of a list: virtual, steady under live changes, one listbox for keyboard and screen readers. */
export function MentionList({
  listKey,
  label,
  list,
  selectedId,
  brandNames,
  empty,
  onOpen,
  ref,
}: {
  /** Names the list: another key starts anew. */
  listKey: string
  label: string
  list: MentionListState
  selectedId: number | undefined
  /** Names of brands by id, when the list is of several. */
  brandNames: ReadonlyMap<number, string> | null
  /** What to say when there is nothing. */
  empty: ReactNode
  onOpen: (id: number) => void
  ref?: Ref<MentionListHandle>
}): ReactElement {
  const scroller = useRef<HTMLDivElement>(null)
  const density = usePreference('density')
  const [pointerInside, setPointerInside] = useState(coarsePointer)
  const [scrolled, setScrolled] = useState(false)
  const [bottomId, setBottomId] = useState<number>()
  const hold = pointerInside || scrolled || selectedId !== undefined
  const steady = useSteadyRows(listKey, list.cards, { hold, selectedId, bottomId })
  const { rows } = steady
  const selectedAt = rows.findIndex((row) => row.card.id === selectedId)
  const [lastAt, setLastAt] = useState(-1)
  if (selectedAt !== -1 && selectedAt !== lastAt) setLastAt(selectedAt)

  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeights[density],
    getItemKey: (index) => rows[index]?.card.id ?? index,
    overscan: 8,
    // The open row stays mounted, so that focus cannot fall out of the list.
    rangeExtractor: useCallback(
      (range: Range) => {
        const indexes = defaultRangeExtractor(range)
        return selectedAt === -1 || indexes.includes(selectedAt)
          ? indexes
          : [...indexes, selectedAt].toSorted((a, b) => a - b)
      },
      [selectedAt],
    ),
    onChange: (instance) => {
      const end = instance.range?.endIndex
      setScrolled((instance.scrollOffset ?? 0) > 0)
      setBottomId(end === undefined ? undefined : rows[Math.min(end, rows.length - 1)]?.card.id)
    },
  })
  useEffect(() => virtual.measure(), [virtual, density])

  const items = virtual.getVirtualItems()
  const lastShown = items.at(-1)?.index ?? 0
  const { hasMore, loadingMore, loadMore } = list
  useEffect(() => {
    if (hasMore && !loadingMore && lastShown >= rows.length - loadAheadRows) loadMore()
  }, [hasMore, loadingMore, loadMore, lastShown, rows.length])

  // Rows that close up or come in above the open one leave it where it is on the screen.
  const before = useRef(rows)
  useLayoutEffect(() => {
    const was = before.current.findIndex((row) => row.card.id === selectedId)
    before.current = rows
    const frame = scroller.current
    if (frame === null || was === -1 || selectedAt === -1 || was === selectedAt) return
    frame.scrollTop += (selectedAt - was) * rowHeights[density]
    frame.dataset['still'] = ''
    const timer = setTimeout(() => delete frame.dataset['still'], 50)
    return () => clearTimeout(timer)
  }, [rows, selectedAt, selectedId, density])

  useEffect(() => {
    if (selectedAt !== -1) virtual.scrollToIndex(selectedAt, { align: 'auto' })
  }, [virtual, selectedAt, selectedId])

  const showNew = (): void => {
    const first = list.cards.findIndex((card) => steady.held.includes(card.id))
    steady.settle()
    if (first !== -1) virtual.scrollToIndex(first, { align: 'start' })
  }

  useImperativeHandle(ref, () => ({
    neighbour: (by) => {
      if (selectedAt !== -1) return rows[selectedAt + by]?.card.id
      if (lastAt === -1) return rows[by === 1 ? 0 : rows.length - 1]?.card.id
      // The open mention has left the list: what now stands in its place comes next.
      return (rows[by === 1 ? lastAt : lastAt - 1] ?? rows.at(-1))?.card.id
    },
    focus: (id = rows[0]?.card.id) => {
      requestAnimationFrame(() => document.getElementById(`mention-${id}`)?.focus({ preventScroll: true }))
    },
    showNew,
  }))

  if (rows.length === 0) return <div className={styles['frame']}>{empty}</div>
  const focusableAt = selectedAt === -1 ? (items[0]?.index ?? 0) : selectedAt

  return (
    <div className={styles['frame']}>
      {steady.held.length > 0 && (
        <button type="button" className={styles['pill']} onClick={showNew}>
          <Icon name="up" size={16} /> {steady.held.length} new above
        </button>
      )}
      <div
        ref={scroller}
        className={styles['scroller']}
        onPointerEnter={() => setPointerInside(true)}
        onPointerLeave={() => setPointerInside(coarsePointer)}
      >
        <div
          role="listbox"
          aria-label={label}
          aria-busy={list.loadingMore || undefined}
          className={styles['rows']}
          data-lines={rowLines[density]}
          style={{ height: virtual.getTotalSize() }}
        >
          {items.map((item) => {
            const row = rows[item.index]
            return row === undefined ? null : (
              <MentionRow
                key={row.card.id}
                card={row.card}
                gone={row.gone}
                brandName={brandNames?.get(row.card.brandId)}
                selected={row.card.id === selectedId}
                focusable={item.index === focusableAt}
                position={item.index + 1}
                total={list.hasMore ? -1 : rows.length}
                top={item.start}
                height={item.size}
                onOpen={onOpen}
              />
            )
          })}
        </div>
        {list.loadingMore && <p className={styles['more']}>Loading more</p>}
      </div>
    </div>
  )
}
