import { useQuery } from '@tanstack/react-query'
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import type { ReactElement } from 'react'
import { can } from '../../../shared/contract/rights.ts'
import { usePageTitle } from '../../lib/page-title.ts'
import { brandsQuery } from '../../lib/queries/brands.ts'
import { lexiconQuery } from '../../lib/queries/lexicon.ts'
import { useViewer } from '../../lib/viewer.ts'
import { Button } from '../../ui/button.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { ErrorState } from '../../ui/error-state.tsx'
import { ListAndSheet } from '../../ui/list-and-sheet.tsx'
import { RescoringProgress } from '../../ui/rescoring-progress.tsx'
import { SkeletonRows } from '../../ui/skeleton-rows.tsx'
import { AddEntry } from './add-entry.tsx'
import { EntrySheet } from './entry-sheet.tsx'
import { EntryView } from './entry-view.tsx'
import { WordList } from './word-list.tsx'

const place = getRouteApi('/signed-in/setup/words')

/** Setup: words that count otherwise when they are said about a brand. Everybody proposes; admins decide. */
export function WordsPage(): ReactElement {
  usePageTitle('Words')
  const decides = can(useViewer(), 'brand:write')
  const { selected } = place.useSearch()
  const navigate = useNavigate({ from: '/setup/words' })
  const lexicon = useQuery(lexiconQuery)
  const brands = useQuery(brandsQuery).data ?? []
  const brandName = (id: number): string => brands.find((brand) => brand.id === id)?.name ?? ''
  const open = lexicon.data?.find(({ id }) => id === selected)
  const done = (): void => void navigate({ search: {}, ignoreBlocker: true })
  const leave = (): void => void navigate({ search: {} })

  return (
    <ListAndSheet
      title="Words"
      action={
        <Button icon="plus" onClick={() => void navigate({ search: { selected: 'new' } })}>
          {decides ? 'Add a word' : 'Propose one'}
        </Button>
      }
      list={
        lexicon.data !== undefined ? (
          <>
            <RescoringProgress brands={brands} />
            <WordList entries={lexicon.data} brands={brands} />
          </>
        ) : lexicon.isPending ? (
          <SkeletonRows label="Loading words" />
        ) : (
          <ErrorState error={lexicon.error} onRetry={() => void lexicon.refetch()} />
        )
      }
      sheet={
        selected === 'new' ? (
          <AddEntry
            key="new"
            brands={brands.filter(({ archived }) => !archived)}
            onClose={leave}
            onAdded={done}
          />
        ) : open === undefined ? null : decides ? (
          <EntrySheet
            key={open.id}
            entry={open}
            brandName={brandName(open.brandId)}
            onClose={leave}
            onDone={done}
          />
        ) : (
          <EntryView key={open.id} entry={open} brandName={brandName(open.brandId)} onClose={leave} />
        )
      }
      hint={
        <EmptyState
          icon="words"
          title="No word is open"
          words="“Sick” may be praise for one brand, and “Crash” the name of a product. Choose a word to see which mentions it changes."
        />
      }
    />
  )
}
