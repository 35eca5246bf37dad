import type { Change } from '../../shared/contract/events.ts'
import { compareInLane, matchesFilter } from '../../shared/contract/lane.ts'
import type { MentionCard, MentionFilter, Revisions } from '../../shared/contract/mention.ts'
import type { CachedList, CachedPage } from './list.ts'

/** Whose list it is, and which mentions it shows. */
export type ListScope = { filter: MentionFilter; viewerId: number }

/**
 * Puts one entry of a brand's log into a cached list: revision n + 1 on n, nothing for n and below.
 * @returns the list (the same object when nothing changed), or `refetch` when only the server can tell.
 */
export function applyChange(list: CachedList, scope: ListScope, change: Change): CachedList | 'refetch' {
  if (!isAbout(scope.filter, change.brandId)) return list
  const known = revisionOf(list, change.brandId)
  if (change.revision <= known) return list
  if (change.revision > known + 1 || change.truncated) return 'refetch'
  const placed = placeCards(list, scope, change.mentions)
  return placed === 'refetch' ? placed : atRevision(placed, change)
}

/**
 * Puts cards into a list, moves them or takes them out, as the filter and the lane's order say. An older version
 * than the list has is ignored. Behind the loaded part nothing is put in: the next page brings it.
 */
export function placeCards(
  list: CachedList,
  scope: ListScope,
  cards: readonly MentionCard[],
): CachedList | 'refetch' {
  let pages = list.pages
  for (const card of cards) {
    const known = find(pages, card.id)
    if (known !== undefined && known.version > card.version) continue
    // A search reads words, and words never change: what was found stays found.
    const belongs = matchesFilter(card, scope.filter, scope.viewerId) ?? (known !== undefined || 'unknown')
    if (belongs === 'unknown') return 'refetch'
    if (known !== undefined) pages = without(pages, card.id)
    if (belongs && isLoaded(pages, scope, card)) pages = withCard(pages, scope, card)
  }
  return pages === list.pages ? list : { ...list, pages }
}

/** The revision of a brand's log that every page of the list includes. */
function revisionOf(list: CachedList, brandId: number): number {
  return Math.min(...list.pages.map((page) => page.revisions[brandId] ?? 0))
}

/** Whether the logs have gone on further than this list, so that it misses something. */
export function isBehind(list: CachedList, filter: MentionFilter, heads: Revisions): boolean {
  return Object.entries(heads).some(
    ([brandId, head]) => isAbout(filter, Number(brandId)) && revisionOf(list, Number(brandId)) < head,
  )
}

function isAbout(filter: MentionFilter, brandId: number): boolean {
  return filter.brandId === undefined || filter.brandId === brandId
}

function find(pages: CachedPage[], id: number): MentionCard | undefined {
  let newest: MentionCard | undefined
  for (const page of pages)
    for (const card of page.mentions)
      if (card.id === id && (newest === undefined || card.version > newest.version)) newest = card
  return newest
}

function without(pages: CachedPage[], id: number): CachedPage[] {
  return pages.map((page) =>
    page.mentions.some((card) => card.id === id)
      ? { ...page, mentions: page.mentions.filter((card) => card.id !== id) }
      : page,
  )
}

/** Whether the card's place is within what is loaded. */
function isLoaded(pages: CachedPage[], { filter }: ListScope, card: MentionCard): boolean {
  const tail = pages.at(-1)?.tail ?? null
  return tail === null || compareInLane(filter.lane, card, tail) <= 0
}

function withCard(pages: CachedPage[], { filter }: ListScope, card: MentionCard): CachedPage[] {
  const comesBefore = (other: MentionCard | undefined): boolean =>
    other !== undefined && compareInLane(filter.lane, card, other) < 0
  const found = pages.findIndex((page) => comesBefore(page.mentions.at(-1)))
  const target = found === -1 ? pages.length - 1 : found
  return pages.map((page, index) => {
    if (index !== target) return page
    const place = page.mentions.findIndex(comesBefore)
    return {
      ...page,
      mentions: page.mentions.toSpliced(place === -1 ? page.mentions.length : place, 0, card),
    }
  })
}

function atRevision(list: CachedList, { brandId, revision }: Change): CachedList {
  const pages = list.pages.map((page) =>
    (page.revisions[brandId] ?? 0) < revision
      ? { ...page, revisions: { ...page.revisions, [brandId]: revision } }
      : page,
  )
  return { ...list, pages }
}
