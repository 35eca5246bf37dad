import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { MentionCard } from '../../../shared/contract/mention.ts'
import { labelsQuery } from '../../lib/queries/labels.ts'

/** The names of all rule labels by id; the same object until they change. */
export function useLabelNames(): ReadonlyMap<number, string> {
  const labels = useQuery(labelsQuery).data
  return useMemo(() => new Map(labels?.map(({ id, name }) => [id, name])), [labels])
}

/** The names of a mention's labels. One that was removed meanwhile has none. */
export function labelsOf({ labelIds }: MentionCard, names: ReadonlyMap<number, string>): string[] {
  return labelIds.flatMap((id) => names.get(id) ?? [])
}
