import { Link } from '@tanstack/react-router'
import type { ReactElement } from 'react'
import type { BrandPreview } from '../../../shared/contract/brand.ts'
import type { PreviewState } from '../../lib/preview.ts'
import { PreviewPanel } from '../../ui/preview-panel.tsx'
import styles from '../../ui/preview-panel.module.css'
import { PreviewExamples } from './preview-examples.tsx'

/** The effect of queries and threshold on the items kept, before anything is saved. */
export function BrandPreviewPanel({ state }: { state: PreviewState<BrandPreview> }): ReactElement {
  return (
    <PreviewPanel
      state={state}
      title="What this would hear"
      looking="Trying it on the items kept"
      hint={
        state.problem === undefined
          ? 'Write a query, and see here at once what it matches.'
          : 'A query cannot be read yet: look at the marked place.'
      }
    >
      {(preview) => <Result preview={preview} />}
    </PreviewPanel>
  )
}

function Result({ preview }: { preview: BrandPreview }): ReactElement {
  if (preview.itemsLookedAt === 0)
    return (
      <p className={styles['quiet']}>
        Nothing is kept yet.{' '}
        <Link to="/setup/feeds" search={{ selected: 'new' }}>
          Add a feed
        </Link>
        , and its items show here what a query matches.
      </p>
    )
  return (
    <>
      <p role="status">
        Of {preview.itemsLookedAt.toLocaleString('en')} items kept from the last {daysText(preview.days)},{' '}
        <strong>{preview.matched.toLocaleString('en')} match</strong> and{' '}
        <strong>
          {preview.queuedAtMost && preview.queued > 0 && 'at most '}
          {preview.queued.toLocaleString('en')} would be queued
        </strong>
        .
        {preview.won !== null &&
          preview.lost !== null &&
          ` ${comparedText(preview.won.count, preview.lost.count)}`}
      </p>
      {preview.queued > 0 && preview.days >= 1 && (
        <p className={styles['quiet']}>
          That is {preview.queuedAtMost ? 'at most' : 'about'} {perDay(preview.queued / preview.days)} a day
          that need an answer.
        </p>
      )}
      <PreviewExamples preview={preview} />
    </>
  )
}

function comparedText(won: number, lost: number): string {
  if (won === 0 && lost === 0) return 'Against what is saved, nothing is won or lost.'
  return `Against what is saved: ${won.toLocaleString('en')} won, ${lost.toLocaleString('en')} lost.`
}

function daysText(days: number): string {
  if (days < 1) return 'hours'
  return Math.round(days) === 1 ? 'day' : `${Math.round(days)} days`
}

function perDay(count: number): string {
  return count < 1 ? 'one or fewer' : Math.round(count).toLocaleString('en')
}
