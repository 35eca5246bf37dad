import type { ReactElement } from 'react'
import { EmptyState } from './empty-state.tsx'

/** The person's role does not open this; says whose does. */
export function ForbiddenState({ what, who }: { what: string; who: string }): ReactElement {
  return (
    <EmptyState
      icon="people"
      title={`${what} are for ${who}`}
      words="Your role does not include this. Ask an admin for what you need here, or for another role."
    />
  )
}
