import { useMutation, useQuery } from '@tanstack/react-query'
import { useState, type ReactElement } from 'react'
import type { LexiconOffer as Offer } from '../../../shared/contract/lexicon.ts'
import type { MentionDetail } from '../../../shared/contract/mention.ts'
import { can } from '../../../shared/contract/rights.ts'
import { lexiconRoutes } from '../../../shared/contract/routes/lexicon.ts'
import { call } from '../../lib/api.ts'
import { handFocus } from '../../lib/hand-focus.ts'
import { problemText } from '../../lib/problem-text.ts'
import { queryKeys } from '../../lib/query-keys.ts'
import { useViewer } from '../../lib/viewer.ts'
import { useExpectedCards } from '../../live/overlay.ts'
import { Button } from '../../ui/button.tsx'
import { Icon } from '../../ui/icon.tsx'
import styles from './lexicon-offer.module.css'

/** After one's own correction: the word that misled the scorer may count otherwise for the brand from now on. */
export function LexiconOffer({ detail }: { detail: MentionDetail }): ReactElement | null {
  const viewer = useViewer()
  const { id, sentiment } = detail.card
  const { label, scoredLabel, corrected } = sentiment
  // Of a correction that is on its way the server does not know yet.
  const underway = useExpectedCards().has(id)
  const differs = corrected?.by.id === viewer.id && label !== scoredLabel && scoredLabel !== null
  const asks = differs && !underway
  const { data } = useQuery({
    queryKey: queryKeys.lexiconOffer(id, corrected?.at ?? ''),
    queryFn: ({ signal }) => call(lexiconRoutes.offerLexicon, { params: { id }, signal }),
    enabled: asks,
    staleTime: Infinity,
  })
  return differs && data?.offer != null ? (
    <Offered key={`${label} ${data.offer.phrase}`} offer={data.offer} brand={detail.brand} />
  ) : null
}

function Offered({
  offer: { phrase, weight },
  brand,
}: {
  offer: Offer
  brand: { id: number; name: string }
}): ReactElement | null {
  const decides = can(useViewer(), 'brand:write')
  const [declined, setDeclined] = useState(false)
  const add = useMutation({
    mutationFn: () =>
      call(lexiconRoutes.addLexiconEntry, {
        body: { brandId: brand.id, phrase, weight, ...(decides && { active: true }) },
      }),
  })
  if (declined) return null
  if (add.isSuccess)
    return (
      <p className={styles['offer']} role="status" tabIndex={-1} ref={takeLostFocus}>
        <Icon name="check" size={16} />
        <span className={styles['words']}>
          {decides
            ? `“${phrase}” is one of ${brand.name}’s words now. Past mentions are judged again.`
            : `Proposed. An admin decides about “${phrase}”.`}
        </span>
      </p>
    )
  return (
    <div className={styles['offer']} role="group" aria-label="A word that misled Earshot">
      <Icon name="info" size={16} />
      <p className={styles['words']}>
        “{phrase}” misled Earshot. {questionOf(weight, brand.name)}
        {add.isError && (
          <span role="alert" className={styles['failed']}>
            {' '}
            {problemText(add.error)}
          </span>
        )}
      </p>
      <Button size="small" busy={add.isPending} onClick={() => add.mutate()}>
        {add.isError ? 'Try again' : decides ? `Add to ${brand.name}’s words` : 'Propose it'}
      </Button>
      <Button
        look="quiet"
        size="small"
        onClick={({ currentTarget }) => {
          handFocus(currentTarget)
          setDeclined(true)
        }}
      >
        No
      </Button>
    </div>
  )
}

/** The button that was pressed has gone. */
function takeLostFocus(place: HTMLElement | null): void {
  if (document.activeElement === document.body) place?.focus({ preventScroll: true })
}

function questionOf(weight: number, brandName: string): string {
  if (Math.abs(weight) < leastMeaning) return `Let it say nothing about ${brandName}?`
  return `Count it as ${weight < 0 ? 'praise' : 'a complaint'} for ${brandName}?`
}

/** Log-odds under which a word says nothing either way. */
const leastMeaning = 0.25
