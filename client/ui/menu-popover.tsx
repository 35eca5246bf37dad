import type { ReactElement, ReactNode, RefObject } from 'react'
import { Menu, MenuItem, Popover } from 'react-aria-components/Menu'
import { Icon } from './icon.tsx'
import { Kbd } from './kbd.tsx'
import type { MenuItemSpec } from './menu.tsx'
import styles from './menu.module.css'

/** The list of a `Menu`; loaded with React Aria on first use. */
export function MenuPopover({
  label,
  items,
  header,
  trigger,
  onClose,
}: {
  label: string
  items: readonly MenuItemSpec[]
  header?: ReactNode
  trigger: RefObject<HTMLElement | null>
  onClose: () => void
}): ReactElement {
  return (
    <Popover
      className={styles['popover'] ?? ''}
      triggerRef={trigger}
      isOpen
      onOpenChange={(open) => {
        if (!open) onClose()
      }}
      placement="bottom start"
      offset={4}
    >
      {header !== undefined && <div className={styles['header']}>{header}</div>}
      <Menu
        aria-label={label}
        autoFocus="first"
        className={styles['menu'] ?? ''}
        disabledKeys={items.filter((item) => item.disabled).map((item) => item.id)}
        onAction={(key) => items.find((item) => item.id === key)?.onAction()}
        onClose={onClose}
      >
        {items.map((item) => (
          <MenuItem
            key={item.id}
            id={item.id}
            textValue={item.label}
            className={styles['item'] ?? ''}
            data-danger={item.danger || undefined}
            data-apart={item.apart || undefined}
          >
            {item.icon !== undefined && <Icon name={item.icon} size={18} />}
            <span className={styles['words']}>
              {item.label}
              {item.detail !== undefined && <span className={styles['detail']}>{item.detail}</span>}
            </span>
            {item.keys !== undefined && <Kbd keys={item.keys} />}
          </MenuItem>
        ))}
      </Menu>
    </Popover>
  )
}
