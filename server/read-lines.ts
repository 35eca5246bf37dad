import type { Readable } from 'node:stream'

/**
 * The lines of what is read, the last of which may lack its end, without their ends (LF or CRLF) and without a byte-order
 * mark. Only a line feed ends a line, because JSON may hold every other separator of Unicode as it is; `node:readline`
 * would cut there.
 */
export async function* readLines(from: Readable): AsyncGenerator<string> {
  const bare = (line: string) => (line.endsWith('\r') ? line.slice(0, -1) : line)
  let begun: string[] = []
  let isFirst = true
  from.setEncoding('utf8')
  for await (const chunk of from as AsyncIterable<string>) {
    const [head = '', ...others] = (isFirst ? chunk.replace(/^\uFEFF/, '') : chunk).split('\n')
    isFirst = false
    begun.push(head)
    for (const other of others) {
      yield bare(begun.join(''))
      begun = [other]
    }
  }
  const last = begun.join('')
  if (last !== '') yield bare(last)
}
