import type { ReactElement, ReactNode } from 'react'

/**
 * Explains what it holds, on hover and on focus, through the page's one `TooltipLayer`. Controls of `ui` show their
 * own; this is for text and marks. The words are also read out by screen readers, after the content.
 */
export function Tooltip({ words, children }: { words: string; children: ReactNode }): ReactElement {
  return (
    <span data-tip={words} tabIndex={0}>
      {children}
      <span className="unseen"> {words}</span>
    </span>
  )
}
