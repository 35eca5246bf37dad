import type { ComponentPropsWithRef, ReactElement } from 'react'
import styles from './button.module.css'
import { classNames } from './class-names.ts'
import { Icon, type IconName } from './icon.tsx'
import { Kbd } from './kbd.tsx'

export type ButtonProps = ComponentPropsWithRef<'button'> & {
  /** `primary` is the one thing to do now: at most one on a screen. `danger` cannot be taken back. */
  look?: 'primary' | 'plain' | 'quiet' | 'danger'
  size?: 'normal' | 'small'
  icon?: IconName
  /** Its shortcut, shown at its end and named to screen readers. */
  keys?: string
  /** The work goes on: shown, announced, and pressed only once. */
  busy?: boolean
}

/** A button says what happens. Without children, give `aria-label`; it then shows its icon alone, with a tooltip. */
export function Button({
  look = 'plain',
  size = 'normal',
  icon,
  keys,
  busy = false,
  children,
  className,
  onClick,
  ...rest
}: ButtonProps): ReactElement {
  const alone = children === undefined || children === null
  return (
    <button
      type="button"
      data-tip={alone ? rest['aria-label'] : undefined}
      data-tip-keys={alone ? keys : undefined}
      {...rest}
      className={classNames(
        styles['button'],
        styles[look],
        styles[size],
        alone && styles['alone'],
        className,
      )}
      aria-busy={busy || undefined}
      aria-disabled={busy || rest['aria-disabled']}
      aria-keyshortcuts={keys}
      onClick={busy ? (event) => event.preventDefault() : onClick}
    >
      {icon !== undefined && <Icon name={icon} size={size === 'small' ? 16 : 18} />}
      {!alone && <span className={styles['words']}>{children}</span>}
      {!alone && keys !== undefined && <Kbd keys={keys} />}
    </button>
  )
}
