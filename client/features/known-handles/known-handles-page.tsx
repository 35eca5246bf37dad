import { useQuery } from '@tanstack/react-query'
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import type { ReactElement } from 'react'
import type { KnownHandle } from '../../../shared/contract/known-handle.ts'
import { can } from '../../../shared/contract/rights.ts'
import { usePageTitle } from '../../lib/page-title.ts'
import { sourceText } from '../../lib/source-text.ts'
import { useViewer } from '../../lib/viewer.ts'
import { Badge } from '../../ui/badge.tsx'
import { Button } from '../../ui/button.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { ErrorState } from '../../ui/error-state.tsx'
import { ListAndSheet } from '../../ui/list-and-sheet.tsx'
import { Row, RowList } from '../../ui/row-list.tsx'
import { SkeletonRows } from '../../ui/skeleton-rows.tsx'
import { AddKnownHandle } from './add-known-handle.tsx'
import { KnownHandleSheet } from './known-handle-sheet.tsx'
import { knownHandlesQuery } from './known-handles-query.ts'

const place = getRouteApi('/signed-in/setup/handles')

/** Setup: the handles of our own people and partners, whose posts are no customer's call for help. */
export function KnownHandlesPage(): ReactElement {
  usePageTitle('Our handles')
  const decides = can(useViewer(), 'brand:write')
  const { selected } = place.useSearch()
  const navigate = useNavigate({ from: '/setup/handles' })
  const handles = useQuery(knownHandlesQuery)
  const open = handles.data?.find(({ id }) => id === selected)
  const close = (): void => void navigate({ search: {} })

  return (
    <ListAndSheet
      title="Our handles"
      action={
        decides && (
          <Button icon="plus" onClick={() => void navigate({ search: { selected: 'new' } })}>
            Add a handle
          </Button>
        )
      }
      list={
        handles.data !== undefined ? (
          <Handles handles={handles.data} decides={decides} />
        ) : handles.isPending ? (
          <SkeletonRows label="Loading handles" />
        ) : (
          <ErrorState error={handles.error} onRetry={() => void handles.refetch()} />
        )
      }
      sheet={
        selected === 'new' && decides ? (
          <AddKnownHandle key="new" onClose={close} />
        ) : open === undefined ? null : (
          <KnownHandleSheet key={open.id} handle={open} decides={decides} onClose={close} />
        )
      }
      hint={
        <EmptyState
          icon="people"
          title="No handle is open"
          words="What these people post is marked as ours, so that nobody answers a colleague as if they were a customer."
        />
      }
    />
  )
}

function Handles({ handles, decides }: { handles: readonly KnownHandle[]; decides: boolean }): ReactElement {
  if (handles.length === 0)
    return (
      <EmptyState
        icon="people"
        title="No handle is known as ours"
        words={
          decides
            ? 'Add the handles of your staff and partners: their posts are marked, also those that were heard already.'
            : 'An admin can add the handles of your staff and partners: their posts are marked then.'
        }
      />
    )
  return (
    <RowList label="Our handles">
      {handles.map((handle) => (
        <Row
          key={handle.id}
          to="/setup/handles"
          id={handle.id}
          name={`@${handle.handle}`}
          end={<Badge>{handle.kind}</Badge>}
          detail={[handle.name, handle.source === null ? 'at every source' : sourceText(handle.source)]
            .filter(Boolean)
            .join(' · ')}
        />
      ))}
    </RowList>
  )
}
