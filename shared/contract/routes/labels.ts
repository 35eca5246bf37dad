import { z } from 'zod'
import { label, labelChange, labelPreview, labelPreviewRequest, newLabel } from '../label.ts'
import { route } from '../route.ts'
import { byId } from './by-id.ts'

/** Labels that mentions get by rule. */
export const labelRoutes = {
  labels: route({
    method: 'GET',
    path: '/api/labels',
    summary: 'The labels that mentions get by rule, by brand and name.',
    access: 'brand:read',
    reply: z.object({ labels: z.array(label) }),
  }),
  previewLabel: route({
    method: 'POST',
    path: '/api/labels/preview',
    summary: 'Which of a brand’s newest mentions a rule would label. Nothing is saved.',
    access: 'brand:write',
    body: labelPreviewRequest,
    reply: labelPreview,
  }),
  addLabel: route({
    method: 'POST',
    path: '/api/labels',
    summary: 'Add a label; past mentions get it, too.',
    access: 'brand:write',
    body: newLabel,
    reply: label,
  }),
  changeLabel: route({
    method: 'PATCH',
    path: '/api/labels/:id',
    summary: 'Rename a label or change its rule.',
    access: 'brand:write',
    params: byId,
    body: labelChange,
    reply: label,
  }),
  removeLabel: route({
    method: 'DELETE',
    path: '/api/labels/:id',
    summary: 'Remove a label from all mentions.',
    access: 'brand:write',
    params: byId,
  }),
}
