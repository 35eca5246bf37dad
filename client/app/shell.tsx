import { useRouterState } from '@tanstack/react-router'
import type { ReactElement, ReactNode } from 'react'
import { ConnectionBanner } from './connection-banner.tsx'
import { Rail } from './rail.tsx'
import { useLive } from './use-live.ts'
import { useViewer } from '../lib/viewer.ts'
import styles from './shell.module.css'

/** The frame around every screen: the rail beside it (below it on a phone), and the connection's state above. */
export function Shell({ children }: { children: ReactNode }): ReactElement {
  useLive(useViewer().id)
  const path = useRouterState({ select: (state) => state.location.pathname })
  return (
    <div className={styles['shell']}>
      <a href="#screen" className={styles['skip']}>
        Skip to the screen
      </a>
      <Rail />
      <div className={styles['side']}>
        <ConnectionBanner />
        <main id="screen" className={styles['screen']} tabIndex={-1} key={path.split('/')[1]}>
          {children}
        </main>
      </div>
    </div>
  )
}
