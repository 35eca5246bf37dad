import { useQuery } from '@tanstack/react-query'
import { lazy, Suspense, useCallback, useEffect, useMemo, useRef, useState, type ReactElement } from 'react'
import type { MentionCard } from '../../../shared/contract/mention.ts'
import { FilterBar } from '../../features/mentions/filter-bar.tsx'
import { useLabelNames } from '../../features/mentions/label-names.ts'
import { useMentionList } from '../../features/mentions/mention-list-query.ts'
import { MentionList, type MentionListHandle } from '../../features/mentions/mention-list.tsx'
import { MentionListSkeleton } from '../../features/mentions/mention-list-skeleton.tsx'
import { useOpenCard } from '../../features/mentions/open-card.ts'
import { useTriage } from '../../features/triage/use-triage.ts'
import { useNarrow } from '../../lib/media.ts'
import { brandsQuery } from '../../lib/queries/brands.ts'
import { useAnnounceView } from '../../live/viewing.ts'
import { EmptyState } from '../../ui/empty-state.tsx'
import { ErrorState } from '../../ui/error-state.tsx'
import { EmptyLane } from './empty-lane.tsx'
import { ListHeader } from './list-header.tsx'
import { Dialogs } from './dialogs.tsx'
import styles from './queue-page.module.css'
import { QueueStatus } from './queue-status.tsx'
import { useQueuePlace } from './queue-place.ts'
import { useQueueShortcuts } from './queue-shortcuts.ts'
import { useKeepOut } from './use-keep-out.ts'

const loadOpenMention = () => import('./open-mention.tsx')
const OpenMention = lazy(async () => ({ default: (await loadOpenMention()).OpenMention }))

/** The queue: lanes beside it, a list, and the open mention with everything that can be done about it. */
export function QueuePage(): ReactElement {
  const place = useQueuePlace()
  const { filter, openId } = place
  const narrow = useNarrow()
  const list = useMentionList(filter)
  const brands = useQuery(brandsQuery).data
  const rows = useRef<MentionListHandle>(null)
  const search = useRef<HTMLInputElement>(null)
  const answer = useRef<HTMLTextAreaElement>(null)
  const [writing, setWriting] = useState(false)
  const [sheet, setSheet] = useState(false)
  const { card, address } = useOpenCard(openId, list.loaded.cards)
  const keepOut = useKeepOut()
  useEffect(() => void loadOpenMention(), [])
  useAnnounceView(openId ?? null, writing)

  const openNext = useCallback(() => {
    const next = rows.current?.neighbour(1) ?? rows.current?.neighbour(-1)
    if (next === undefined || narrow) place.close()
    else place.open(next)
    if (!narrow) rows.current?.focus(next)
  }, [place, narrow])
  const { start } = keepOut
  const offerKeepOut = useCallback((dismissed: MentionCard) => start(dismissed, 'words'), [start])
  const triage = useTriage(card, { onClosed: openNext, onReturn: place.open, onNotUs: offerKeepOut })
  useQueueShortcuts({
    place,
    rows,
    search,
    answer,
    triage,
    address,
    onKeepOut: card === undefined || card.state === 'aside' ? null : () => keepOut.openMenu(true),
    onSheet: () => setSheet(true),
  })

  const brandNames = useMemo(
    () =>
      filter.brandId !== undefined || brands === undefined || brands.length < 2
        ? null
        : new Map(brands.map((brand) => [brand.id, brand.name])),
    [brands, filter.brandId],
  )
  const labelNames = useLabelNames()
  const sources = useMemo(
    () => [...new Set(list.loaded.cards.map((each) => each.source))].toSorted(),
    [list.loaded.cards],
  )
  const covered = narrow && openId !== undefined

  return (
    <div className={styles['page']}>
      <section className={styles['list']} aria-label="List" inert={covered}>
        <ListHeader
          filter={filter}
          shown={list.status === 'success' ? { count: list.loaded.cards.length, more: list.hasMore } : null}
        />
        <FilterBar filter={filter} sources={sources} searchRef={search} onChange={place.narrowTo} />
        {list.status === 'pending' && <MentionListSkeleton />}
        {list.status === 'error' && (
          <ErrorState title="The list could not be loaded" error={list.error} onRetry={list.retry} />
        )}
        {list.status === 'success' && (
          <MentionList
            ref={rows}
            key={place.key}
            label="Mentions"
            list={list}
            selectedId={openId}
            brandNames={brandNames}
            labelNames={labelNames}
            empty={<EmptyLane filter={filter} onShowAll={place.showAll} />}
            onOpen={place.open}
          />
        )}
      </section>
      <section
        className={styles['detail']}
        aria-label="Mention"
        data-open={openId !== undefined || undefined}
      >
        {openId === undefined ? (
          <EmptyState
            icon="reply"
            title="No mention is open"
            words="Choose one from the list, or press J for the first. Press ? for all shortcuts."
          />
        ) : (
          <Suspense>
            <OpenMention
              key={openId}
              id={openId}
              triage={triage}
              keepOut={keepOut}
              answer={answer}
              onClose={place.close}
              onWriting={setWriting}
            />
          </Suspense>
        )}
      </section>
      <QueueStatus brandId={filter.brandId} />
      <Dialogs triage={triage} keepOut={keepOut} sheet={sheet} onSheetClose={() => setSheet(false)} />
    </div>
  )
}
