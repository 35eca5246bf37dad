const maxLength = 4000

/** An address that needs no rewriting to be one. */
const isWritten = /^https?:\/\/[\w.~:/?#[\]@!$&'()*+,;=%-]+$/

/**
 * An absolute http(s) address, or null. What is relative is resolved against `base`; what is absolute stays as it is
 * written. Without a base, what is relative stays so.
 */
export function resolveLink(link: string | undefined, base: string | null): string | null {
  const trimmed = link?.trim() ?? ''
  if (trimmed === '' || trimmed.length > maxLength) return null
  if (isWritten.test(trimmed) && URL.canParse(trimmed)) return trimmed
  try {
    if (base === null && !hasScheme.test(trimmed)) return trimmed
    const url = base === null ? new URL(trimmed) : new URL(trimmed, base)
    return url.protocol === 'http:' || url.protocol === 'https:' ? url.href : null
  } catch {
    return null
  }
}

const hasScheme = /^[a-z][a-z\d+.-]*:/i

/** The base address inside an element that may have an xml:base of its own. */
export function nestBase(outer: string | null, own: string | undefined): string | null {
  const inner = resolveLink(own, outer)
  return inner !== null && hasScheme.test(inner) ? inner : outer
}
