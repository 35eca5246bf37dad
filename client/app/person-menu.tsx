import { useQueryClient } from '@tanstack/react-query'
import { lazy, Suspense, useState, type ReactElement } from 'react'
import { sessionRoutes } from '../../shared/contract/routes/session.ts'
import { call } from '../lib/api.ts'
import { isProblem } from '../lib/problem-error.ts'
import { problemText } from '../lib/problem-text.ts'
import { queryKeys } from '../lib/query-keys.ts'
import { forgetSignedOut } from '../lib/signed-out.ts'
import { useViewer } from '../lib/viewer.ts'
import { Avatar } from '../ui/avatar.tsx'
import { Menu } from '../ui/menu.tsx'
import { showToast } from '../ui/toast-store.ts'
import styles from './person-menu.module.css'

const Preferences = lazy(async () => ({
  default: (await import('./preferences-dialog.tsx')).PreferencesDialog,
}))

const PasswordChange = lazy(async () => ({ default: (await import('./password-dialog.tsx')).PasswordDialog }))

/** Who is signed in; the way to their preferences and out. */
export function PersonMenu(): ReactElement {
  const viewer = useViewer()
  const client = useQueryClient()
  const [preferences, setPreferences] = useState(false)
  const [password, setPassword] = useState(false)
  const signOut = async (): Promise<void> => {
    try {
      await call(sessionRoutes.signOut, {})
    } catch (error) {
      // Whose session has ended meanwhile is signed out, too.
      if (!isProblem(error, 'not_signed_in')) {
        showToast({ words: problemText(error), tone: 'problem' })
        return
      }
    }
    forgetSignedOut()
    client.setQueryData(queryKeys.session, null)
    client.removeQueries({ predicate: (query) => query.queryKey[0] !== 'session' })
  }
  return (
    <>
      <Menu
        label="You"
        header={`${viewer.email} · ${viewer.role}`}
        items={[
          { id: 'preferences', label: 'Preferences', icon: 'contrast', onAction: () => setPreferences(true) },
          { id: 'password', label: 'Change password', icon: 'setup', onAction: () => setPassword(true) },
          { id: 'leave', label: 'Sign out', icon: 'leave', onAction: () => void signOut() },
        ]}
        trigger={(props) => (
          <button type="button" {...props} className={styles['person']}>
            <Avatar person={viewer} size={26} />
            <span className={styles['name']}>{viewer.name}</span>
          </button>
        )}
      />
      {preferences && (
        <Suspense>
          <Preferences onClose={() => setPreferences(false)} />
        </Suspense>
      )}
      {password && (
        <Suspense>
          <PasswordChange onClose={() => setPassword(false)} />
        </Suspense>
      )}
    </>
  )
}
