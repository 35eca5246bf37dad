import { z } from 'zod'
import { brand, brandChange, brandPreview, brandPreviewRequest, newBrand } from '../brand.ts'
import { route } from '../route.ts'
import { byId } from './by-id.ts'

/** What is listened for. */
export const brandRoutes = {
  brands: route({
    method: 'GET',
    path: '/api/brands',
    summary: 'All brands with their queries.',
    access: 'brand:read',
    reply: z.object({ brands: z.array(brand) }),
  }),
  addBrand: route({
    method: 'POST',
    path: '/api/brands',
    summary: 'Add a brand; items already kept are matched at once.',
    access: 'brand:write',
    body: newBrand,
    reply: brand,
  }),
  changeBrand: route({
    method: 'PATCH',
    path: '/api/brands/:id',
    summary: 'Change a brand, its queries or its threshold.',
    access: 'brand:write',
    params: byId,
    body: brandChange,
    reply: brand,
  }),
  previewBrand: route({
    method: 'POST',
    path: '/api/brands/preview',
    summary: 'What queries would match among the items kept. Nothing is saved.',
    access: 'brand:write',
    body: brandPreviewRequest,
    reply: brandPreview,
  }),
}
