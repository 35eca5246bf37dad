import type { ReactElement } from 'react'
import { useConnection, type ConnectionState } from '../live/connection.ts'
import { Icon, type IconName } from '../ui/icon.tsx'
import styles from './connection-banner.module.css'

const banners: Partial<Record<ConnectionState, { icon: IconName; words: string }>> = {
  reconnecting: { icon: 'refresh', words: 'Reconnecting. New mentions may come late.' },
  stale: {
    icon: 'alert',
    words:
      'No word from the server for a while: what you see may be old. Still trying; what you write is kept.',
  },
  offline: {
    icon: 'offline',
    words: 'This device is offline. You can read and write; moves wait until it is back.',
  },
}

/** Says so when the screen may not be true any more. Empty while all is well. */
export function ConnectionBanner(): ReactElement {
  const banner = banners[useConnection()]
  return (
    <div role="status" className={styles['place']}>
      {banner !== undefined && (
        <p className={styles['banner']}>
          <Icon name={banner.icon} size={18} />
          {banner.words}
        </p>
      )}
    </div>
  )
}
