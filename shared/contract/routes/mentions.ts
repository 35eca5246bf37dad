import { z } from 'zod'
import { laneCounts, mentionDetail, mentionFilter, mentionPage } from '../mention.ts'
import { route } from '../route.ts'
import { byId } from './by-id.ts'

/** Lists of mentions, and one whole. */
export const mentionRoutes = {
  mentions: route({
    method: 'GET',
    path: '/api/mentions',
    summary: 'One page of a filtered list, in the order of its lane.',
    access: 'mention:read',
    query: mentionFilter.extend({
      cursor: z.string().max(200).optional(),
      limit: z.coerce.number().int().min(1).max(100).default(50),
    }),
    reply: mentionPage,
  }),
  laneCounts: route({
    method: 'GET',
    path: '/api/mentions/counts',
    summary: 'How many mentions each lane holds, up to 1,000, and the longest wait.',
    access: 'mention:read',
    query: z.strictObject({ brandId: z.coerce.number().int().positive().optional() }),
    reply: laneCounts,
  }),
  mention: route({
    method: 'GET',
    path: '/api/mentions/:id',
    summary: 'One mention, whole: text, marked words, history, notes, answers.',
    access: 'mention:read',
    params: byId,
    reply: mentionDetail,
  }),
}
