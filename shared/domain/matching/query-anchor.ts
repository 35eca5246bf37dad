import { queryProblem } from './query-lexer.ts'
import type { QueryNode } from './query-node.ts'

/** A query must ask for something: one that only leaves things out would match nearly everything. */
export function refuseUnanchored(root: QueryNode, text: string): void {
  const loose = findLoose(root, false)
  if (loose === null) return
  const { start, end } = extent(loose)
  const whole = loose === root
  throw queryProblem(
    whole
      ? 'This query only says what to leave out. Add at least one word to listen for.'
      : 'This alternative only says what to leave out, so it would match nearly everything. Add a word to it.',
    whole ? 0 : start,
    whole ? text.length : end,
  )
}

/** The first part that can hold without any word being present, or null. */
function findLoose(node: QueryNode, negated: boolean): QueryNode | null {
  if (node.kind === 'term') return negated ? node : null
  if (node.kind === 'not') return findLoose(node.of, !negated) === null ? null : node
  const needsAll = (node.kind === 'and') !== negated
  const loose = node.of.map((child) => findLoose(child, negated))
  if (!needsAll) return loose.find((one) => one !== null) ?? null
  return loose.every((one) => one !== null) ? node : null
}

function extent(node: QueryNode): { start: number; end: number } {
  if (node.kind === 'term') return { start: node.start, end: node.end }
  const parts = node.kind === 'not' ? [node.of] : node.of
  const all = parts.map(extent)
  return { start: Math.min(...all.map((one) => one.start)), end: Math.max(...all.map((one) => one.end)) }
}
