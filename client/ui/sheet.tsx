import { useEffect, useId, useRef, type ReactElement, type ReactNode } from 'react'
import { Button } from './button.tsx'
import styles from './sheet.module.css'

/**
 * A panel beside a list, for one of its things. On a narrow screen it covers the whole of it, and Back or Escape
 * closes it. It is no modal: the list stays usable on a wide screen.
 */
export function Sheet({
  title,
  children,
  footer,
  onClose,
}: {
  title: string
  children: ReactNode
  footer?: ReactNode
  onClose: () => void
}): ReactElement {
  const titleId = useId()
  const heading = useRef<HTMLHeadingElement>(null)

  useEffect(() => {
    const before = document.activeElement
    heading.current?.focus({ preventScroll: true })
    return () => {
      if (before instanceof HTMLElement && before.isConnected) before.focus({ preventScroll: true })
    }
  }, [])

  return (
    <section
      className={styles['sheet']}
      aria-labelledby={titleId}
      onKeyDown={(event) => {
        if (event.key === 'Escape' && !event.defaultPrevented) onClose()
      }}
    >
      <header className={styles['header']}>
        <h2 id={titleId} ref={heading} tabIndex={-1} className={styles['title']}>
          {title}
        </h2>
        <Button look="quiet" size="small" icon="close" aria-label="Close" onClick={onClose} />
      </header>
      <div className={styles['content']}>{children}</div>
      {footer !== undefined && <footer className={styles['footer']}>{footer}</footer>}
    </section>
  )
}
