import type { ReactElement } from 'react'
import { Button } from './button.tsx'
import { Icon } from './icon.tsx'
import { Kbd } from './kbd.tsx'
import { dismissToast, useToasts } from './toast-store.ts'
import styles from './toaster.module.css'

/** Where toasts stand; one for the whole page. */
export function Toaster(): ReactElement {
  const toasts = useToasts()
  return (
    <div className={styles['toaster']} role="status" aria-live="polite" aria-label="Messages">
      {toasts.map((toast) => (
        <div key={toast.id} className={styles['toast']} data-tone={toast.tone}>
          {toast.tone === 'problem' && <Icon name="alert" size={18} />}
          <span className={styles['words']}>{toast.words}</span>
          {[toast.also, toast.action].map(
            (action) =>
              action !== undefined && (
                <button
                  key={action.label}
                  type="button"
                  className={styles['action']}
                  onClick={() => {
                    action.onAction()
                    dismissToast(toast.id)
                  }}
                >
                  {action.label}
                  {action.keys !== undefined && <Kbd keys={action.keys} />}
                </button>
              ),
          )}
          <Button
            look="quiet"
            size="small"
            icon="close"
            aria-label="Dismiss this message"
            className={styles['close']}
            onClick={() => dismissToast(toast.id)}
          />
        </div>
      ))}
    </div>
  )
}
