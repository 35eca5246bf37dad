import { routes } from '../../shared/contract/routes.ts'
import type { Store } from '../../shared/database/store.ts'
import { addPerson } from '../../shared/domain/people/add.ts'
import { changePerson } from '../../shared/domain/people/change.ts'
import { listColleagues, listPeople } from '../../shared/domain/people/list.ts'
import type { RouteHandlers } from './route-handler.ts'

/** Colleagues for everybody, people and their roles for admins. */
export function addPeopleRoutes({ handle }: RouteHandlers, store: Store): void {
  handle(routes.colleagues, async () => ({ people: await listColleagues(store) }))

  handle(routes.people, async () => ({ people: await listPeople(store) }))

  handle(routes.addPerson, async ({ body }) => {
    const person = await addPerson(store.db, body)
    store.poke({ about: 'setup', what: 'people' })
    return person
  })

  handle(routes.changePerson, async ({ params, body, viewer }) =>
    changePerson(store, viewer, params.id, body),
  )
}
