import { extentOf, type QueryNode } from './query-node.ts'
import { queryProblem } from './query-problem.ts'

/** A query must ask for something: one that only leaves things out would match nearly everything. */
export function refuseUnanchored(root: QueryNode, text: string): void {
  const loose = findLoose(root, false)
  if (loose === null) return
  const whole = loose === root
  const { start, end } = whole ? { start: 0, end: text.length } : extentOf(loose)
  const broad = findBroad(loose)
  if (broad !== null) {
    throw queryProblem(
      `${broad}: alone would match nearly everything. Add a word, author: or site: beside it${whole ? '' : ', in this alternative too'}.`,
      start,
      end,
    )
  }
  throw queryProblem(
    whole
      ? 'This query only says what to leave out. Add at least one word to listen for.'
      : 'This alternative only says what to leave out, so it would match nearly everything. Add a word to it.',
    start,
    end,
  )
}

/** The first part that can hold without any word, author or site being there, or null. */
function findLoose(node: QueryNode, negated: boolean): QueryNode | null {
  if (node.kind === 'not') return findLoose(node.of, !negated) === null ? null : node
  if (node.kind !== 'and' && node.kind !== 'or') return negated || isBroad(node) ? node : null
  const needsAll = (node.kind === 'and') !== negated
  const loose = node.of.map((child) => findLoose(child, negated))
  if (!needsAll) return loose.find((one) => one !== null) ?? null
  return loose.every((one) => one !== null) ? node : null
}

const isBroad = ({ kind }: QueryNode) => kind === 'lang' || kind === 'source' || kind === 'has'

/** The name of a field that only narrows, when the part asks for it rather than leaving it out. */
function findBroad(node: QueryNode): string | null {
  if (node.kind === 'not') return null
  if (node.kind !== 'and' && node.kind !== 'or') return isBroad(node) ? node.kind : null
  for (const child of node.of) {
    const broad = findBroad(child)
    if (broad !== null) return broad
  }
  return null
}
