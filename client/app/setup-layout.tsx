import { Link, Outlet, useLocation } from '@tanstack/react-router'
import { useEffect, useRef, type ReactElement } from 'react'
import { can } from '../../shared/contract/rights.ts'
import { useViewer } from '../lib/viewer.ts'
import { Icon } from '../ui/icon.tsx'
import { ProposalsCount } from './proposals-count.tsx'
import styles from './setup-layout.module.css'

/** Everything that is set up: who may see which is decided by `can`, here as on the server. */
export function SetupLayout(): ReactElement {
  const viewer = useViewer()
  const tabs = useRef<HTMLElement>(null)
  const { pathname } = useLocation()
  // On a narrow screen the tabs scroll, and the open one may stand outside.
  useEffect(() => {
    const open = [...(tabs.current?.querySelectorAll('a') ?? [])].find((tab) =>
      pathname.startsWith(tab.getAttribute('href') ?? ' '),
    )
    open?.scrollIntoView?.({ block: 'nearest', inline: 'nearest' })
  }, [pathname])
  return (
    <div className={styles['setup']}>
      <nav ref={tabs} className={styles['tabs']} aria-label="Setup">
        <Link to="/setup/brands" className={styles['tab']}>
          <Icon name="brand" size={18} /> Brands
        </Link>
        {can(viewer, 'feed:read') && (
          <Link to="/setup/feeds" className={styles['tab']}>
            <Icon name="feed" size={18} /> Feeds
          </Link>
        )}
        <Link to="/setup/words" className={styles['tab']}>
          <Icon name="words" size={18} /> Words
          <ProposalsCount of="words" className={styles['count']} />
        </Link>
        <Link to="/setup/labels" className={styles['tab']}>
          <Icon name="label" size={18} /> Labels
        </Link>
        <Link to="/setup/exclusions" className={styles['tab']}>
          <Icon name="aside" size={18} /> Exclusions
          <ProposalsCount of="exclusions" className={styles['count']} />
        </Link>
        <Link to="/setup/handles" className={styles['tab']}>
          <Icon name="person" size={18} /> Our handles
        </Link>
        {can(viewer, 'person:write') && (
          <Link to="/setup/people" className={styles['tab']}>
            <Icon name="people" size={18} /> People
          </Link>
        )}
      </nav>
      <div className={styles['page']}>
        <Outlet />
      </div>
    </div>
  )
}
