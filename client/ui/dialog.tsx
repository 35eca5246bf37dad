import { useEffect, useId, useRef, type ReactElement, type ReactNode } from 'react'
import { Button } from './button.tsx'
import styles from './dialog.module.css'

/**
 * A question in front of the page, on the platform's own modal dialog: focus stays inside, Escape closes, focus
 * returns to where it was. Mount it to open it. At phone width it is a sheet from below.
 * @param footer buttons; the last one is what the dialog is for.
 */
export function Dialog({
  title,
  children,
  footer,
  onClose,
  onSubmit,
  wide = false,
}: {
  title: string
  children: ReactNode
  footer?: ReactNode
  onClose: () => void
  /** Makes the dialog a form: called for its `type="submit"` button and for Enter in a field. */
  onSubmit?: () => void
  wide?: boolean
}): ReactElement {
  const ref = useRef<HTMLDialogElement>(null)
  const titleId = useId()

  useEffect(() => {
    const dialog = ref.current
    const before = document.activeElement
    if (dialog !== null && !dialog.open) dialog.showModal()
    // The first field (or what says that it is first) is what the question is about, not the button that closes.
    dialog
      ?.querySelector<HTMLElement>(`.${styles['content']} :is(input, select, textarea, [data-first])`)
      ?.focus()
    return () => {
      dialog?.close()
      if (before instanceof HTMLElement && before.isConnected) before.focus()
    }
  }, [])

  return (
    <dialog
      ref={ref}
      className={styles['dialog']}
      data-wide={wide || undefined}
      aria-labelledby={titleId}
      onCancel={(event) => {
        event.preventDefault()
        onClose()
      }}
      onClick={(event) => {
        if (event.target === ref.current) onClose()
      }}
    >
      <Body onSubmit={onSubmit}>
        <header className={styles['header']}>
          <h2 id={titleId} className={styles['title']}>
            {title}
          </h2>
          <Button look="quiet" size="small" icon="close" aria-label="Close" onClick={onClose} />
        </header>
        <div className={styles['content']}>{children}</div>
        {footer !== undefined && <footer className={styles['footer']}>{footer}</footer>}
      </Body>
    </dialog>
  )
}

function Body({
  onSubmit,
  children,
}: {
  onSubmit: (() => void) | undefined
  children: ReactNode
}): ReactElement {
  if (onSubmit === undefined) return <div className={styles['body']}>{children}</div>
  return (
    <form
      className={styles['body']}
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        onSubmit()
      }}
    >
      {children}
    </form>
  )
}
