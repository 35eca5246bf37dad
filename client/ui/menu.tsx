import { lazy, Suspense, useRef, useState, type ReactElement, type ReactNode, type Ref } from 'react'
import type { IconName } from './icon.tsx'

const loadPopover = () => import('./menu-popover.tsx')
const MenuPopover = lazy(async () => ({ default: (await loadPopover()).MenuPopover }))

export type MenuItemSpec = {
  id: string
  label: string
  /** A second, quieter line. */
  detail?: string
  icon?: IconName
  /** The shortcut that does the same without the menu. */
  keys?: string
  danger?: boolean
  disabled?: boolean
  /** A line above, to set this one apart. */
  apart?: boolean
  onAction: () => void
}

export type MenuTriggerProps = {
  ref: Ref<HTMLButtonElement>
  onClick: () => void
  onPointerEnter: () => void
  onFocus: () => void
  'aria-haspopup': 'menu'
  'aria-expanded': boolean
}

/**
 * A button with a list of actions. The list itself is loaded when the pointer or focus comes near, so that screens
 * start without it. Give `open` and `onOpenChange` to open it from a shortcut as well.
 */
export function Menu({
  label,
  items,
  trigger,
  header,
  open,
  onOpenChange,
}: {
  label: string
  items: readonly MenuItemSpec[]
  trigger: (props: MenuTriggerProps) => ReactElement
  header?: ReactNode
  open?: boolean
  onOpenChange?: (open: boolean) => void
}): ReactElement {
  const button = useRef<HTMLButtonElement>(null)
  const [ownOpen, setOwnOpen] = useState(false)
  const isOpen = open ?? ownOpen
  const setOpen = onOpenChange ?? setOwnOpen
  const preload = (): void => void loadPopover()
  return (
    <>
      {trigger({
        ref: button,
        onClick: () => setOpen(!isOpen),
        onPointerEnter: preload,
        onFocus: preload,
        'aria-haspopup': 'menu',
        'aria-expanded': isOpen,
      })}
      {isOpen && (
        <Suspense>
          <MenuPopover
            label={label}
            items={items}
            header={header}
            trigger={button}
            onClose={() => setOpen(false)}
          />
        </Suspense>
      )}
    </>
  )
}
