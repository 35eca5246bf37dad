import { z } from 'zod'
import { knownHandle, newKnownHandle } from '../known-handle.ts'
import { route } from '../route.ts'
import { byId } from './by-id.ts'

/** Our own people and partners. */
export const knownHandleRoutes = {
  knownHandles: route({
    method: 'GET',
    path: '/api/known-handles',
    summary: 'Handles of our own people and partners.',
    access: 'brand:read',
    reply: z.object({ handles: z.array(knownHandle) }),
  }),
  addKnownHandle: route({
    method: 'POST',
    path: '/api/known-handles',
    summary: 'Mark a handle as one of ours; also on mentions that are there already.',
    access: 'brand:write',
    body: newKnownHandle,
    reply: knownHandle,
  }),
  removeKnownHandle: route({
    method: 'DELETE',
    path: '/api/known-handles/:id',
    summary: 'Forget a handle of ours.',
    access: 'brand:write',
    params: byId,
  }),
}
