import { useCallback, useMemo, useState } from 'react'
import type { ExcludeBy } from '../../features/exclusions/proposed-text.ts'
import type { MentionCard } from '../../../shared/contract/mention.ts'

/** What is being kept out: begun from a mention, which may have left the screen meanwhile. */
export type KeepOut = {
  menu: boolean
  openMenu: (open: boolean) => void
  begun: { card: MentionCard; by: ExcludeBy } | null
  start: (card: MentionCard, by: ExcludeBy) => void
  end: () => void
}

/** The menu and the dialog that keep posts like one out. */
export function useKeepOut(): KeepOut {
  const [menu, openMenu] = useState(false)
  const [begun, setBegun] = useState<KeepOut['begun']>(null)
  const start = useCallback((card: MentionCard, by: ExcludeBy) => setBegun({ card, by }), [])
  const end = useCallback(() => setBegun(null), [])
  return useMemo(() => ({ menu, openMenu, begun, start, end }), [menu, begun, start, end])
}
