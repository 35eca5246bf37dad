import { z } from 'zod'
import {
  exclusion,
  exclusionChange,
  exclusionPreview,
  exclusionPreviewRequest,
  newExclusion,
} from '../exclusion.ts'
import { route } from '../route.ts'
import { byId } from './by-id.ts'

/** What brands do not want to hear. */
export const exclusionRoutes = {
  exclusions: route({
    method: 'GET',
    path: '/api/exclusions',
    summary: 'What brands do not want to hear: proposed, active and ended, newest first.',
    access: 'brand:read',
    reply: z.object({ exclusions: z.array(exclusion) }),
  }),
  previewExclusion: route({
    method: 'POST',
    path: '/api/exclusions/preview',
    summary: 'What an exclusion would have set aside. Nothing is saved.',
    access: 'mention:move',
    body: exclusionPreviewRequest,
    reply: exclusionPreview,
  }),
  addExclusion: route({
    method: 'POST',
    path: '/api/exclusions',
    summary: 'Propose an exclusion; who may change brands can make it active at once.',
    access: 'mention:move',
    body: newExclusion,
    reply: exclusion,
  }),
  changeExclusion: route({
    method: 'PATCH',
    path: '/api/exclusions/:id',
    summary: 'Make a proposed exclusion active, or end one and bring back what it has set aside.',
    access: 'brand:write',
    params: byId,
    body: exclusionChange,
    reply: exclusion,
  }),
}
