import type { ReactElement } from 'react'
import styles from './avatar.module.css'

/** A person in two letters, always in the same one of six tints. `label` names them where no text beside it does. */
export function Avatar({
  person,
  size = 24,
  label,
  writing = false,
}: {
  person: { id: number; name: string }
  size?: number
  label?: string
  /** Marks somebody who is writing an answer. */
  writing?: boolean
}): ReactElement {
  return (
    <span
      className={styles['avatar']}
      data-tint={person.id % 6}
      data-writing={writing || undefined}
      style={{ width: size, height: size, fontSize: Math.round(size * 0.42) }}
      role={label === undefined ? undefined : 'img'}
      aria-label={label}
      aria-hidden={label === undefined || undefined}
      data-tip={label}
    >
      {initialsOf(person.name)}
    </span>
  )
}

function initialsOf(name: string): string {
  const words = name.trim().split(/\s+/)
  const first = [...(words[0] ?? '?')][0] ?? '?'
  const last = words.length > 1 ? ([...(words.at(-1) ?? '')][0] ?? '') : ''
  return (first + last).toUpperCase()
}
