import type { ReactElement } from 'react'
import type { HandleKind } from '../../../shared/contract/known-handle.ts'
import { Badge } from '../../ui/badge.tsx'

/** Says that an author is one of ours; nothing when nobody is known to be. */
export function AuthorKind({ kind }: { kind: HandleKind | null }): ReactElement | null {
  return kind === null ? null : <Badge icon="people">{kind}</Badge>
}
