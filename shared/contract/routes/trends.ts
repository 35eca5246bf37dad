import { z } from 'zod'
import { route } from '../route.ts'
import { topics } from '../topic.ts'
import { trendRequest, trends } from '../trend.ts'

/** How the talk about brands goes. */
export const trendRoutes = {
  trends: route({
    method: 'GET',
    path: '/api/trends',
    summary: 'Volume, sentiment and service over time.',
    access: 'trend:read',
    query: trendRequest,
    reply: trends,
  }),
  topics: route({
    method: 'GET',
    path: '/api/topics',
    summary: 'Words and phrases that rise against a brand’s own past, the surest first.',
    access: 'trend:read',
    query: z.strictObject({ brandId: z.coerce.number().int().positive().optional() }),
    reply: topics,
  }),
}
