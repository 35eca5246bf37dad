import type { Label } from '../../../shared/contract/label.ts'
import type { Topic } from '../../../shared/contract/topic.ts'
import { labelRule } from './label-rule.ts'

/** The label that was made of a topic: of its name, or by a rule of which its words are one of the alternatives. */
export function labelOfTopic(topic: Topic, labels: readonly Label[]): Label | undefined {
  const name = topic.words.replace(/^#/, '').toLowerCase()
  const form = labelRule({ words: topic.words, variants: [] }).toLowerCase()
  return labels.find(
    (label) =>
      label.brandId === topic.brandId &&
      (label.name.toLowerCase() === name || alternatives(label.rule).includes(form)),
  )
}

/** Of a rule with parentheses none is told: what stands in them may be narrowed outside. */
function alternatives(rule: string): string[] {
  if (/[()]/.test(rule)) return []
  return rule.split(/\s+OR\s+/).map((form) => form.trim().toLowerCase())
}
