import { z } from 'zod'
import { calibrationState } from '../calibration.ts'
import { route } from '../route.ts'
import { agreement, sample, thresholdPicture } from '../trust.ts'
import { byId } from './by-id.ts'

/** How far the scorer and the queue can be trusted. */
export const trustRoutes = {
  agreement: route({
    method: 'GET',
    path: '/api/agreement',
    summary: 'How often staff give the label that the scorer gave: by week, source and language.',
    access: 'trend:read',
    query: z.strictObject({ brandId: z.coerce.number().int().positive().optional() }),
    reply: agreement,
  }),
  calibration: route({
    method: 'GET',
    path: '/api/calibration',
    summary: 'How percentages are calibrated to the labels of this workspace’s staff.',
    access: 'mention:read',
    reply: calibrationState,
  }),
  sample: route({
    method: 'GET',
    path: '/api/sample',
    summary: 'The newest daily sample of what was not queued, to be looked at.',
    access: 'mention:read',
    query: z.strictObject({ brandId: z.coerce.number().int().positive().optional() }),
    reply: sample,
  }),
  thresholdPicture: route({
    method: 'GET',
    path: '/api/brands/:id/threshold',
    summary: 'What each threshold would mean: mentions a day, precision and recall.',
    access: 'brand:read',
    params: byId,
    reply: thresholdPicture,
  }),
}
