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
          {toast.action !== undefined && (
            <button
              type="button"
              className={styles['action']}
              onClick={() => {
                toast.action?.onAction()
                dismissToast(toast.id)
              }}
            >
              {toast.action.label}
              {toast.action.keys !== undefined && <Kbd keys={toast.action.keys} />}
            </button>
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
