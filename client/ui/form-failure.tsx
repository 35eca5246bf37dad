import type { ReactElement } from 'react'
import { problemText } from '../lib/problem-text.ts'
import { Notice } from './notice.tsx'

/** What the server refused, beside the button that sent it. Nothing when nothing failed. */
export function FormFailure({ error }: { error: unknown }): ReactElement | null {
  return error === null ? null : <Notice tone="problem">{problemText(error)}</Notice>
}
