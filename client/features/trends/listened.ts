import type { Brand } from '../../../shared/contract/brand.ts'

/**
 * Whether Earshot listened already at a moment, for one brand or for any: before, nothing heard says nothing.
 * @param brands all of them; while they are not known, it is taken for granted.
 */
export function hasListened(
  brands: readonly Pick<Brand, 'id' | 'createdAt'>[],
  brandId: number | undefined,
  at: string,
): boolean {
  const asked = brands.filter(({ id }) => brandId === undefined || id === brandId)
  return asked.length === 0 || asked.some(({ createdAt }) => Date.parse(createdAt) <= Date.parse(at))
}
