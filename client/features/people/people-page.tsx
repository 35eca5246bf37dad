import { useQuery } from '@tanstack/react-query'
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import type { ReactElement } from 'react'
import type { Person } from '../../../shared/contract/person.ts'
import { can } from '../../../shared/contract/rights.ts'
import { personRoutes } from '../../../shared/contract/routes/people.ts'
import { call } from '../../lib/api.ts'
import { usePageTitle } from '../../lib/page-title.ts'
import { queryKeys } from '../../lib/query-keys.ts'
import { useViewer } from '../../lib/viewer.ts'
import { Avatar } from '../../ui/avatar.tsx'
import { Badge } from '../../ui/badge.tsx'
import { Button } from '../../ui/button.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { ErrorState } from '../../ui/error-state.tsx'
import { ForbiddenState } from '../../ui/forbidden-state.tsx'
import { ListAndSheet } from '../../ui/list-and-sheet.tsx'
import { Row, RowList } from '../../ui/row-list.tsx'
import { SkeletonRows } from '../../ui/skeleton-rows.tsx'
import { AddPerson } from './add-person.tsx'
import { PersonSheet } from './person-sheet.tsx'
import { inOrder, roleWords } from './roles.ts'

const place = getRouteApi('/signed-in/setup/people')

/** Setup: who can sign in, and as what. */
export function PeoplePage(): ReactElement {
  usePageTitle('People')
  const viewer = useViewer()
  if (!can(viewer, 'person:write')) return <ForbiddenState what="People" who="admins" />
  return <People viewerId={viewer.id} />
}

function People({ viewerId }: { viewerId: number }): ReactElement {
  const { selected } = place.useSearch()
  const navigate = useNavigate({ from: '/setup/people' })
  const people = useQuery({
    queryKey: queryKeys.people,
    queryFn: async ({ signal }) => (await call(personRoutes.people, { signal })).people,
  })
  const open = people.data?.find(({ id }) => id === selected)
  const close = (): void => void navigate({ search: {} })

  return (
    <ListAndSheet
      title="People"
      action={
        <Button icon="plus" onClick={() => void navigate({ search: { selected: 'new' } })}>
          Add a person
        </Button>
      }
      list={
        people.data !== undefined ? (
          <PeopleList people={people.data} viewerId={viewerId} />
        ) : people.isPending ? (
          <SkeletonRows label="Loading people" />
        ) : (
          <ErrorState error={people.error} onRetry={() => void people.refetch()} />
        )
      }
      sheet={
        selected === 'new' ? (
          <AddPerson
            key="new"
            onClose={close}
            onAdded={({ id }) =>
              void navigate({ search: { selected: id }, ignoreBlocker: true, replace: true })
            }
          />
        ) : open === undefined ? null : (
          <PersonSheet key={open.id} person={open} people={people.data ?? []} onClose={close} />
        )
      }
      hint={
        <EmptyState
          icon="people"
          title="Nobody is open"
          words="Choose a person to change their role, or to give them a new password."
        />
      }
    />
  )
}

function PeopleList({ people, viewerId }: { people: readonly Person[]; viewerId: number }): ReactElement {
  return (
    <RowList label="People">
      {inOrder(people).map((person) => (
        <Row
          key={person.id}
          to="/setup/people"
          id={person.id}
          name={person.id === viewerId ? `${person.name} (you)` : person.name}
          muted={person.disabled}
          start={<Avatar person={person} size={32} />}
          end={
            person.disabled ? (
              <Badge icon="dismiss">cannot sign in</Badge>
            ) : (
              <Badge>{roleWords[person.role].name.toLowerCase()}</Badge>
            )
          }
          detail={person.email}
        />
      ))}
    </RowList>
  )
}
