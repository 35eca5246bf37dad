import type { CompiledNode, CompiledTerm, Fact } from './compile.ts'

/** Something that occurs whenever a query matches, so that only then the query is looked at. */
export type Trigger =
  | { kind: 'word' | 'pair' | 'start'; of: 'text' | 'author'; term: CompiledTerm; at: number }
  | { kind: 'site'; host: string }

/** For each query, triggers of which one occurs whenever it matches. */
export function chooseTriggers(roots: readonly CompiledNode[], facts: readonly Fact[]): Trigger[][] {
  const uses = new Map<string, number>()
  const weigh = (triggers: readonly Trigger[]) =>
    triggers.reduce((sum, trigger) => sum + weightOf(trigger, uses.get(keyOf(trigger)) ?? 0), 0)
  const lightest = (sets: readonly Trigger[][]) => sets.toSorted((a, b) => weigh(a) - weigh(b))[0] ?? null

  /** Null: the node can be as `wanted` without any of them. */
  function triggersOf(node: CompiledNode, wanted: boolean): Trigger[] | null {
    if (node.kind === 'not') return triggersOf(node.of, !wanted)
    if (node.kind === 'fact') return wanted ? ofFact(facts[node.fact]!) : null
    const ofChildren = node.of.map((child) => triggersOf(child, wanted))
    const known = ofChildren.filter((one) => one !== null)
    const needsAll = (node.kind === 'and') === wanted
    return needsAll ? lightest(known) : known.length === ofChildren.length ? known.flat() : null
  }

  function ofFact(fact: Fact): Trigger[] | null {
    if (fact.kind === 'term') return lightest(optionsOf(fact.term, 'text').map((one) => [one]))
    if (fact.kind === 'author') return lightest(optionsOf(fact.term, 'author').map((one) => [one]))
    if (fact.kind === 'site') return [{ kind: 'site', host: fact.host }]
    if (fact.kind !== 'near') return null
    return lightest(fact.sides.map((side) => side.flatMap((term) => ofFact({ kind: 'term', term }) ?? [])))
  }

  for (const fact of roots.flatMap(factsOf)) {
    for (const trigger of everyTrigger(facts[fact]!)) {
      const key = keyOf(trigger)
      uses.set(key, (uses.get(key) ?? 0) + 1)
    }
  }
  return roots.map((root) => triggersOf(root, true) ?? [])
}

/** Each as often as it is asked for: what many queries ask for besides is common. */
function factsOf(node: CompiledNode): number[] {
  if (node.kind === 'fact') return [node.fact]
  return node.kind === 'not' ? factsOf(node.of) : node.of.flatMap(factsOf)
}

function everyTrigger(fact: Fact): Trigger[] {
  if (fact.kind === 'term') return optionsOf(fact.term, 'text')
  if (fact.kind === 'author') return optionsOf(fact.term, 'author')
  return fact.kind === 'near' ? fact.sides.flat().flatMap((term) => optionsOf(term, 'text')) : []
}

/** Two words in a row are rarer than each, and most of all in scripts where a word is one character. */
function optionsOf(term: CompiledTerm, of: 'text' | 'author'): Trigger[] {
  const whole = term.open ? term.words.length - 1 : term.words.length
  const word = (kind: 'word' | 'pair' | 'start', at: number): Trigger => ({ kind, of, term, at })
  if (whole > 1) return Array.from({ length: whole - 1 }, (_, at) => word('pair', at))
  const start = term.open ? [word('start', whole)] : []
  return whole === 1 ? [word('word', 0), ...start] : start
}

function keyOf(trigger: Trigger): string {
  if (trigger.kind === 'site') return `site ${trigger.host}`
  const { kind, term, at } = trigger
  return `${kind} ${term.words[at]} ${kind === 'pair' ? term.words[at + 1] : ''}`
}

/**
 * How often the trigger is expected to occur in vain. Words of the text come before author and site: what is known of
 * an item before the rest may be its text alone.
 */
function weightOf(trigger: Trigger, uses: number): number {
  if (trigger.kind === 'site' || trigger.of === 'author') return 1e9
  const { length } = trigger.term.words[trigger.at] ?? ''
  const perUse = trigger.kind === 'pair' ? 1 : trigger.kind === 'word' ? 4 : 8
  return 1 + uses * perUse * (length < 4 && trigger.kind !== 'pair' ? 8 : 1) + 1 / (1 + length)
}
