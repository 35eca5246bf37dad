import { sql, type Transaction } from 'kysely'
import type { Tables } from '../../database/tables.ts'
import { Problem } from '../../runtime/problem.ts'
import { isSamePhrase, phraseProblem } from '../scoring/brand-lexicon.ts'

/** @throws Problem invalid_request naming the field `phrase` (below `under`), when nothing could be found by it. */
export function checkPhrase(phrase: string, under = ''): void {
  const message = phraseProblem(phrase)
  if (message !== null)
    throw new Problem('invalid_request', message, { fields: [{ path: `${under}phrase`, message }] })
}

/**
 * Two entries for what stands at the same places would contradict each other. Until the transaction ends nobody else
 * writes one: to the unique index, phrases that are spelt in two ways are two.
 * @param exceptId the entry that is to get this phrase.
 * @throws Problem name_taken
 */
export async function refuseTakenPhrase(
  tx: Transaction<Tables>,
  { brandId, phrase, exceptId = null }: { brandId: number; phrase: string; exceptId?: number | null },
): Promise<void> {
  await sql`LOCK TABLE lexicon_entry IN SHARE ROW EXCLUSIVE MODE`.execute(tx)
  const entries = await tx
    .selectFrom('lexicon_entry')
    .select(['id', 'phrase', 'state'])
    .where('brand_id', '=', brandId)
    .execute()
  const same = entries.find((entry) => entry.id !== exceptId && isSamePhrase(entry.phrase, phrase))
  if (!same) return
  const message = `There is an entry for “${same.phrase}” already${same.state === 'proposed' ? ', proposed' : ''}.`
  throw new Problem('name_taken', `${message} Change that one.`, {
    fields: [{ path: 'phrase', message }],
    facts: { entryId: same.id },
  })
}
