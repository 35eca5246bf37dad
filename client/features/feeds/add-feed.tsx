import { useQuery } from '@tanstack/react-query'
import { useState, type ReactElement } from 'react'
import type { Brand } from '../../../shared/contract/brand.ts'
import type { Feed } from '../../../shared/contract/feed.ts'
import { sourcesQuery } from '../../lib/queries/feeds.ts'
import { AddFromSource } from './add-from-source.tsx'
import { FindFeeds } from './find-feeds.tsx'

export type AddProps = {
  brands: readonly Brand[]
  feeds: readonly Feed[]
  onClose: () => void
  /** The feed to open; null when several were added. */
  onAdded: (feed: Feed | null) => void
}

/** Adds feeds: by any address, or by a source's own form. Each is tested before it is saved. */
export function AddFeed(props: AddProps): ReactElement {
  const sources = useQuery(sourcesQuery).data ?? []
  const [chosen, setChosen] = useState<string | null>(null)
  const source = sources.find((one) => one.source === chosen)
  if (source !== undefined)
    return <AddFromSource key={source.source} {...props} source={source} onBack={() => setChosen(null)} />
  return <FindFeeds {...props} sources={sources} onSource={setChosen} />
}
