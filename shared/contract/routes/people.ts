import { z } from 'zod'
import { newPerson, person, personChange, personRef } from '../person.ts'
import { route } from '../route.ts'
import { byId } from './by-id.ts'

/** Who works here. */
export const personRoutes = {
  colleagues: route({
    method: 'GET',
    path: '/api/colleagues',
    summary: 'Names of the people a mention can be given to.',
    access: 'person:read',
    reply: z.object({ people: z.array(personRef) }),
  }),
  people: route({
    method: 'GET',
    path: '/api/people',
    summary: 'All people with their roles.',
    access: 'person:write',
    reply: z.object({ people: z.array(person) }),
  }),
  addPerson: route({
    method: 'POST',
    path: '/api/people',
    summary: 'Add a person.',
    access: 'person:write',
    body: newPerson,
    reply: person,
  }),
  changePerson: route({
    method: 'PATCH',
    path: '/api/people/:id',
    summary: 'Change a name, role or password, or disable a person; their sessions end when rights change.',
    access: 'person:write',
    params: byId,
    body: personChange,
    reply: person,
  }),
}
