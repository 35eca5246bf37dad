import type { RawLink } from './raw-feed.ts'

/** An object of unknown content. */
export type Json = Record<string, unknown>

export const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
/** The objects of a list; one that should be in a list is as good. */
export const objects = (value: unknown): Json[] =>
  Array.isArray(value) ? value.filter(isObject) : isObject(value) ? [value] : []

/** Strings and numbers as strings; anything else is as good as missing. */
export function string(value: unknown): string | undefined {
  if (typeof value === 'number') return String(value)
  return typeof value === 'string' && value.trim() !== '' ? value : undefined
}

export function linkTo(value: unknown): RawLink | undefined {
  const href = string(value)
  return href === undefined ? undefined : { href }
}

export const links = (values: unknown[]): RawLink[] => values.flatMap((value) => linkTo(value) ?? [])
