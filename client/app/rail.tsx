import { Link, useRouterState } from '@tanstack/react-router'
import { lazy, Suspense, type ReactElement } from 'react'
import { can } from '../../shared/contract/rights.ts'
import { LaneLinks } from '../features/mentions/lane-links.tsx'
import { useViewer } from '../lib/viewer.ts'
import { Icon } from '../ui/icon.tsx'
import { PersonMenu } from './person-menu.tsx'
import styles from './rail.module.css'

const ProposalsCount = lazy(async () => ({ default: (await import('./proposals-count.tsx')).ProposalsCount }))

/** The way around: lanes with their counts, then Pulse, Review and Setup. A bar at the bottom on a phone. */
export function Rail(): ReactElement {
  const inQueue = useRouterState({ select: (state) => state.location.pathname.startsWith('/queue') })
  const decides = can(useViewer(), 'brand:write')
  return (
    <div className={styles['rail']}>
      <Link to="/queue" className={styles['name']} aria-label="Earshot, to the queue">
        <Mark />
        <span>Earshot</span>
      </Link>
      <nav aria-label="Earshot" className={styles['nav']}>
        <div className={styles['lanes']}>
          <LaneLinks />
        </div>
        <Link
          to="/queue"
          className={`${styles['link']} ${styles['queueLink']}`}
          aria-current={inQueue ? 'page' : undefined}
        >
          <Icon name="inbox" /> Queue
        </Link>
        <Link to="/pulse" className={styles['link']}>
          <Icon name="pulse" /> Pulse
        </Link>
        <Link to="/review" className={styles['link']}>
          <Icon name="review" /> Review
        </Link>
        <Link to="/setup" className={styles['link']}>
          <Icon name="setup" /> Setup
          {/* Asked here as well, so that who does not decide need not load the count. */}
          {decides && (
            <Suspense>
              <ProposalsCount of="all" className={styles['count']} />
            </Suspense>
          )}
        </Link>
      </nav>
      <PersonMenu />
    </div>
  )
}

function Mark(): ReactElement {
  return (
    <svg
      viewBox="0 0 24 24"
      width="24"
      height="24"
      fill="none"
      strokeWidth="2.2"
      strokeLinecap="round"
      aria-hidden="true"
    >
      <circle cx="6.4" cy="12" r="2.3" fill="currentColor" />
      <path d="M11 7.4a6.5 6.5 0 0 1 0 9.2" stroke="currentColor" />
      <path d="M15.4 4a11.3 11.3 0 0 1 0 16" stroke="oklch(0.7 0.165 40)" />
    </svg>
  )
}
