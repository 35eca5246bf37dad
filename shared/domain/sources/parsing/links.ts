const maxLength = 4000

/** An absolute http(s) address, or null. What is relative is resolved against `base`. */
export function resolveLink(link: string | undefined, base: string | null): string | null {
  const trimmed = link?.trim() ?? ''
  if (trimmed === '' || trimmed.length > maxLength) return null
  try {
    const url = base === null ? new URL(trimmed) : new URL(trimmed, base)
    return url.protocol === 'http:' || url.protocol === 'https:' ? url.href : null
  } catch {
    return null
  }
}

/** The base address inside an element that may have an xml:base of its own. */
export function nestBase(outer: string | null, own: string | undefined): string | null {
  return own === undefined ? outer : (resolveLink(own, outer) ?? outer)
}
