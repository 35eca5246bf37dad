import type { LexiconEntry, LexiconPreview, RescoredMention } from '../../../shared/contract/lexicon.ts'

type Counts = Pick<LexiconPreview, 'lookedAt' | 'found' | 'relabelled' | 'wouldQueue'>

/**
 * In how many mentions a phrase stands: "“sick” stands in 41 of the newest 2,000 mentions".
 * @param before the phrase that it takes the place of: mentions with that one count, too.
 */
export function foundText(phrase: string, { lookedAt, found }: Counts, before = phrase): string {
  if (lookedAt === 0) return 'Nothing was heard for this brand yet that it could be tried on.'
  const which = before === phrase ? `“${phrase}”` : `“${phrase}”, or “${before}”,`
  if (lookedAt === 1)
    return `${which} stands ${found === 0 ? 'not ' : ''}in the only mention that was heard for this brand.`
  const of = `the newest ${count(lookedAt)} mentions`
  return `${which} stands in ${found === 0 ? 'none' : count(found)} of ${of}.`
}

/**
 * What would become of them: "12 would change their label; 3 would enter the queue." Null where there are none.
 * @param removed the entry counts now, and it is told what would be without it.
 */
export function effectText({ found, relabelled, wouldQueue }: Counts, removed = false): string | null {
  if (found === 0) return null
  const parts = [
    relabelled === 0
      ? 'None would change its label'
      : `${count(relabelled)} would change ${relabelled === 1 ? 'its' : 'their'} label`,
    wouldQueue > 0 && `${count(wouldQueue)} would enter the queue`,
  ]
  const said = parts.filter(Boolean).join('; ')
  return `${removed ? `Without it, ${said.charAt(0).toLowerCase()}${said.slice(1)}` : said}.`
}

type Heard = RescoredMention['before']

/** From which difference of two scores on it is more than a little, and much. */
const littleBelow = 0.15
const muchFrom = 0.5

/** What becomes of a mention that keeps its label: "as before", "a little less so", "much more so". */
export function shiftText(before: Heard, after: Heard): string {
  const [was, is] = [Math.abs(before.score ?? 0), Math.abs(after.score ?? 0)]
  if (was === is) return 'as before'
  const moved = Math.abs(is - was)
  const degree = moved < littleBelow ? 'a little ' : moved < muchFrom ? '' : 'much '
  return `${degree}${is > was ? 'more' : 'less'} so`
}

/** Who an entry is from: "added by Ana" where who decides has written it, else "proposed by Ben". */
export function fromText({ proposedBy, createdAt, decidedAt }: LexiconEntry): string {
  return `${decidedAt === createdAt ? 'added' : 'proposed'} by ${proposedBy.name}`
}

function count(number: number): string {
  return number.toLocaleString('en')
}
