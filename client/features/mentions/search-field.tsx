import { useEffect, useRef, useState, type ReactElement, type Ref } from 'react'
import { Icon } from '../../ui/icon.tsx'
import styles from './search-field.module.css'

const searchDelayMs = 300

/** Words to search for; asks a moment after the last key, or at once on Enter. Escape empties it, then leaves it. */
export function SearchField({
  value,
  onChange,
  ref,
}: {
  value: string
  onChange: (value: string) => void
  ref: Ref<HTMLInputElement> | undefined
}): ReactElement {
  const [typed, setTyped] = useState(value)
  const [asked, setAsked] = useState(value)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  if (asked !== value) {
    setAsked(value)
    setTyped(value)
  }
  useEffect(() => () => clearTimeout(timer.current), [])
  const type = (next: string, now = false): void => {
    setTyped(next)
    clearTimeout(timer.current)
    timer.current = setTimeout(() => onChange(next.trim()), now ? 0 : searchDelayMs)
  }
  return (
    <div className={styles['search']} role="search">
      <Icon name="search" size={18} />
      <input
        ref={ref}
        type="search"
        aria-label="Search mentions"
        placeholder="Search"
        maxLength={200}
        className={styles['input']}
        value={typed}
        onChange={(event) => type(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter') type(typed, true)
          if (event.key !== 'Escape') return
          if (typed !== '') type('', true)
          event.currentTarget.blur()
        }}
      />
    </div>
  )
}
