import { resolveLink } from './links.ts'

const tag = /<[a-z][^<>]*>/gi
const address =
  /(\s(?:href|src|action|formaction|cite|longdesc|poster|background|data|codebase|classid|profile|usemap)\s*=\s*)(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))/gi
const absolute = /^\s*[a-z][a-z\d+.-]*:/i

/** What is never shown, from its beginning to its end. */
const silent: [RegExp, string][] = [
  [/<!--/g, '-->'],
  [/<script[\s>]/gi, '</script>'],
  [/<style[\s>]/gi, '</style>'],
]

/** HTML as given, except that the relative addresses in its tags are absolute, and scripts and comments left out. */
export function tidyMarkup(html: string, base: string | null): string {
  if (!html.includes('<')) return html
  const shown = silent.reduce((rest, [beginning, end]) => without(rest, beginning, end), html)
  return base === null ? shown : resolveAddresses(shown, base)
}

function without(html: string, beginning: RegExp, end: string): string {
  beginning.lastIndex = 0
  if (!beginning.test(html)) return html
  const lower = html.toLowerCase()
  let kept = ''
  let at = 0
  beginning.lastIndex = 0
  for (let found = beginning.exec(html); found !== null; found = beginning.exec(html)) {
    const close = lower.indexOf(end, found.index)
    if (close < 0) break
    kept += html.slice(at, found.index)
    at = beginning.lastIndex = close + end.length
  }
  return kept + html.slice(at)
}

function resolveAddresses(html: string, base: string): string {
  return html.replace(tag, (whole) =>
    whole.includes('=')
      ? whole.replace(
          address,
          (attribute, before: string, double?: string, single?: string, bare?: string) => {
            const value = double ?? single ?? bare ?? ''
            if (absolute.test(value)) return attribute
            const resolved = resolveLink(value.replaceAll('&amp;', '&'), base)
            return resolved === null ? attribute : `${before}"${resolved.replaceAll('&', '&amp;')}"`
          },
        )
      : whole,
  )
}
