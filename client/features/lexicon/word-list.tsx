import type { ReactElement } from 'react'
import type { Brand } from '../../../shared/contract/brand.ts'
import type { LexiconEntry } from '../../../shared/contract/lexicon.ts'
import { weightText } from '../../lib/weight-text.ts'
import { Badge } from '../../ui/badge.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { Row, RowList } from '../../ui/row-list.tsx'
import { fromText } from './lexicon-text.ts'
import styles from './word-list.module.css'

/** What is proposed first, then what counts, brand by brand in the order of the alphabet. */
export function WordList({
  entries,
  brands,
}: {
  entries: readonly LexiconEntry[]
  brands: readonly Brand[]
}): ReactElement {
  if (entries.length === 0)
    return (
      <EmptyState
        icon="words"
        title="Every word counts as usual"
        words="When a word means something else for your brand, say here how it is to count. Correcting a mention may offer one."
      />
    )
  const proposed = entries.filter(({ state }) => state === 'proposed')
  const active = entries
    .filter(({ state }) => state === 'active')
    .toSorted((a, b) => a.phrase.localeCompare(b.phrase))
  const nameOf = (brandId: number): string => brands.find(({ id }) => id === brandId)?.name ?? ''
  return (
    <>
      <Group id="proposed" title="Proposed" entries={proposed}>
        {(entry) => `${nameOf(entry.brandId)} · ${entry.proposedBy.name} proposes it`}
      </Group>
      {brands
        .toSorted((a, b) => a.name.localeCompare(b.name))
        .map((brand) => (
          <Group
            key={brand.id}
            id={String(brand.id)}
            title={brand.name}
            entries={active.filter(({ brandId }) => brandId === brand.id)}
          >
            {fromText}
          </Group>
        ))}
    </>
  )
}

function Group({
  id,
  title,
  entries,
  children,
}: {
  id: string
  title: string
  entries: readonly LexiconEntry[]
  /** The quieter line below a word. */
  children: (entry: LexiconEntry) => string
}): ReactElement | null {
  if (entries.length === 0) return null
  return (
    <section aria-labelledby={`words-${id}`}>
      <h2 id={`words-${id}`} className={styles['group']}>
        {title}
      </h2>
      <RowList label={title}>
        {entries.map((entry) => (
          <Row
            key={entry.id}
            to="/setup/words"
            id={entry.id}
            name={entry.phrase}
            end={<WeightBadge weight={entry.weight} />}
            detail={children(entry)}
          />
        ))}
      </RowList>
    </section>
  )
}

function WeightBadge({ weight }: { weight: number }): ReactElement {
  const words = weightText(weight)
  return (
    <Badge tone={words === 'says nothing' ? 'neutral' : weight > 0 ? 'negative' : 'positive'}>{words}</Badge>
  )
}
