import type { Topic } from '../../../shared/contract/topic.ts'

const isWord = /^#?[\p{L}\p{N}\p{M}_]+$/u
const isOperator = /^(?:and|or|not|near)$/i
const mostForms = 6

/** A query that finds a topic in all the forms it was found in; empty when it has no letter, as an emoji. */
export function labelRule({ words, variants }: Pick<Topic, 'words' | 'variants'>): string {
  const forms = [words, ...variants]
    .map((form) => form.replaceAll(/["“”„＂]/g, ' ').trim())
    .filter((form) => /[\p{L}\p{N}]/u.test(form))
  const folded = forms.map((form) => form.toLowerCase())
  const distinct = forms.filter((_, index) => folded.indexOf(folded[index]!) === index)
  return distinct
    .slice(0, mostForms)
    .map((form) => (isWord.test(form) && !isOperator.test(form) ? form : `"${form}"`))
    .join(' OR ')
}
