import { htmlToText } from './html-text.ts'

/** More than an item keeps, marks included. */
const maxInput = 40_000

const asEntities = (text: string) => text.replace(/[!-/:-@[-`{-~]/g, (sign) => `&#${sign.codePointAt(0)};`)

/** Content is limited to what holds no such mark itself, so that no text makes these slow. */
const emphasis = /(?<![\p{L}\p{N}*_~])(\*{1,3}|_{1,3}|~~)(?=\S)([^\n*_~]{1,500})(?<=\S)\1(?![\p{L}\p{N}])/gu
const link =
  /!?\[([^[\]]{0,1000})\](?:\((?:[^()\s]|\([^()\s]{0,200}\)){0,2000}(?:\s{1,9}"[^"\n]{0,300}")?\)|\[[^[\]\n]{0,200}\])/g

/**
 * The text that a reader of Markdown (CommonMark with GitHub's and Lemmy's additions, HTML included) sees, roughly:
 * marks of structure and emphasis gone, code as it is, links by their words.
 */
export function markdownToText(markdown: string): string {
  let text = withoutComments(markdown.slice(0, maxInput).replace(/\r\n?/g, '\n'))
  // Code first, because nothing in it is a mark.
  text = text
    .replace(
      /^ {0,3}(```|~~~)[^\n]*\n([\s\S]*?)(?:\n {0,3}\1[`~]*[ \t]*$|(?![\s\S]))/gm,
      (_all, _fence, code: string) => asEntities(code),
    )
    .replace(/(?<!`)(`{1,3})(?!`)((?:(?!\1)[^\n]){1,2000})\1(?!`)/g, (_all, _tick, code: string) =>
      asEntities(code.trim()),
    )
    .replace(/\\([!-/:-@[-`{-~])/g, (_all, sign: string) => `&#${sign.charCodeAt(0)};`)
    .replace(/<((?:https?:\/\/|mailto:)[^\s<>]{1,2000})>/g, (_all, address: string) => asEntities(address))
  text = text
    .split('\n')
    .map(plainLine)
    .filter((line) => line !== null)
    .join('\n')
  // Again, because a picture can be a link, and emphasis can hold emphasis.
  for (let round = 0; round < 3; round++) text = text.replace(link, '$1').replace(emphasis, '$2')
  return htmlToText(`<pre>${text}</pre>`).trim()
}

/** One that is never closed stays: it may be code that shows how a comment begins. */
function withoutComments(text: string): string {
  const parts: string[] = []
  let from = 0
  for (;;) {
    const start = text.indexOf('<!--', from)
    const end = start === -1 ? -1 : text.indexOf('-->', start + 4)
    if (end === -1) return parts.join('') + text.slice(from)
    parts.push(text.slice(from, start))
    from = end + 3
  }
}

/** A line without the marks at its beginning; null for lines that are nothing but a mark. */
function plainLine(line: string): string | null {
  if (!/^\s*[>#\-*+=_:|[]/.test(line)) return line
  const rest = line.replace(/^\s{0,3}(?:>\s?)+/, '').trimEnd()
  const bare = rest.replace(/\s+/g, '')
  if (/^(?:([-*_])\1{2,}|=+|-{2,}|:{3,}|\|?:?-{2,}[|:-]*)$/.test(bare)) return null
  if (/^\s{0,3}\[[^\]]{1,200}\]:\s+\S/.test(rest)) return null
  return rest
    .replace(/^\s{0,3}#{1,6}\s+/, '')
    .replace(/^\s{0,3}:{3,}\s*spoiler\s+/, '')
    .replace(/^(\s*[-*+]\s+)\[[ xX]\]\s+/, '$1')
    .replace(/^(\s*)[*+](?=\s)/, '$1-')
}
