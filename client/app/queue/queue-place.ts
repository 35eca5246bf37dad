import { getRouteApi, useRouter } from '@tanstack/react-router'
import { useMemo } from 'react'
import type { MentionFilter } from '../../../shared/contract/mention.ts'
import { useNarrow } from '../../lib/media.ts'

type Part = { [K in keyof MentionFilter]?: MentionFilter[K] | undefined }

/** Where the screen is, all of it in the address: a copied link shows the same list with the same mention open. */
export type QueuePlace = {
  filter: MentionFilter
  /** Names the list; another filter is another list. */
  key: string
  openId: number | undefined
  open: (id: number) => void
  close: () => void
  narrowTo: (part: Part) => void
  /** The lane without anything that narrows it. */
  showAll: () => void
}

const route = getRouteApi('/signed-in/queue')

/** The queue's place and the ways to change it. On a phone, Back closes the open mention and keeps the list's place. */
export function useQueuePlace(): QueuePlace {
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const router = useRouter()
  const narrow = useNarrow()
  return useMemo(() => {
    const { mention: openId, ...filter } = search
    return {
      filter,
      key: JSON.stringify(filter),
      openId,
      open: (id) => {
        const covers = narrow && openId === undefined
        void navigate({
          search: { ...search, mention: id },
          replace: !covers,
          state: (before) => ({ ...before, ...(covers && { coversList: true }) }),
        })
      },
      close: () => {
        if (router.state.location.state.coversList) router.history.back()
        else void navigate({ search: filter, replace: true })
      },
      narrowTo: (part) => void navigate({ search: defined({ ...search, ...part }) }),
      showAll: () => void navigate({ search: { lane: filter.lane } }),
    }
  }, [search, navigate, router, narrow])
}

function defined<T extends Part>(parts: T): MentionFilter {
  return Object.fromEntries(Object.entries(parts).filter(([, value]) => value !== undefined)) as MentionFilter
}

declare module '@tanstack/react-router' {
  interface HistoryState {
    /** This entry was pushed when the detail covered the list; going back uncovers it. */
    coversList?: boolean
  }
}
