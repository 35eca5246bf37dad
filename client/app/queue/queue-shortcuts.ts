import type { RefObject } from 'react'
import type { MentionListHandle } from '../../features/mentions/mention-list.tsx'
import type { Triage } from '../../features/triage/use-triage.ts'
import { correctionKeys } from '../../lib/correction-keys.ts'
import { useShortcuts } from '../../lib/shortcuts.ts'
import type { QueuePlace } from './queue-place.ts'

type Parts = {
  place: QueuePlace
  rows: RefObject<MentionListHandle | null>
  search: RefObject<HTMLInputElement | null>
  answer: RefObject<HTMLTextAreaElement | null>
  triage: Triage
  /** Where the open mention stands on the web. */
  address: string | null
  /** Opens the ways to keep such posts out; null where there is none. */
  onKeepOut: (() => void) | null
  onSheet: () => void
}

/** Every key of the queue. What cannot be done now does nothing; the buttons show what can. */
export function useQueueShortcuts({
  place,
  rows,
  search,
  answer,
  triage,
  address,
  onKeepOut,
  onSheet,
}: Parts): void {
  const { can, ask, make, correct } = triage
  const step = (by: 1 | -1) => () => {
    const id = rows.current?.neighbour(by)
    if (id === undefined) return
    place.open(id)
    rows.current?.focus(id)
  }
  const when = (possible: boolean, work: () => void): (() => void) | undefined =>
    possible ? work : undefined
  const back = can('release') ? 'release' : can('reopen') ? 'reopen' : can('queue') ? 'queue' : null

  useShortcuts({
    j: step(1),
    k: step(-1),
    Enter: () => document.querySelector<HTMLElement>('[data-detail]')?.focus(),
    Escape: () => leave(place, rows.current),
    '.': () => rows.current?.showNew(),
    '/': () => search.current?.focus(),
    '?': onSheet,
    c: when(can('claim'), () => void make({ kind: 'claim', body: {} })),
    r: () => reply(triage, answer),
    e: when(can('answer'), () => document.querySelector<HTMLElement>('[data-posted]')?.click()),
    n: when(can('note'), () => ask('note')),
    a: when(can('assign'), () => ask('assign')),
    h: when(can('handOff'), () => ask('handOff')),
    s: when(can('snooze'), () => ask('snooze')),
    d: when(can('dismiss'), () => ask('dismiss')),
    u: when(back !== null, () => {
      if (back !== null) void make({ kind: back, body: {} })
    }),
    b: when(can('bringBack'), () => void make({ kind: 'bringBack', body: {} })),
    m: onKeepOut ?? undefined,
    [correctionKeys.negative]: () => correct('negative'),
    [correctionKeys.neutral]: () => correct('neutral'),
    [correctionKeys.positive]: () => correct('positive'),
    [correctionKeys.scorer]: () => correct(null),
    o: when(address !== null, () => window.open(address ?? '', '_blank', 'noopener,noreferrer')),
    z: triage.undo,
  })
}

/** Replying needs an owner: with one key it is claimed and the desk is ready. */
function reply({ can, make }: Triage, answer: RefObject<HTMLTextAreaElement | null>): void {
  const write = (): void => answer.current?.focus()
  if (can('answer')) return write()
  if (!can('claim')) return
  void make({ kind: 'claim', body: {} })
  // The desk appears with the claim that is expected.
  requestAnimationFrame(() => requestAnimationFrame(write))
}

function leave(place: QueuePlace, rows: MentionListHandle | null): void {
  const inList = document.activeElement?.closest('[role="listbox"]') !== null
  if (place.openId !== undefined && inList) place.close()
  else rows?.focus(place.openId)
}
