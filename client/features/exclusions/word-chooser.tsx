import { useRef, useState, type KeyboardEvent, type ReactElement } from 'react'
import type { PostWord } from './proposed-text.ts'
import styles from './word-chooser.module.css'

/** The words of a post as buttons that stay pressed. One stop for Tab; arrow keys go through them. */
export function WordChooser({
  words,
  chosen,
  onChange,
}: {
  words: readonly PostWord[]
  chosen: readonly PostWord[]
  onChange: (chosen: PostWord[]) => void
}): ReactElement {
  const [current, setCurrent] = useState(0)
  const group = useRef<HTMLDivElement>(null)
  const onKeyDown = (event: KeyboardEvent): void => {
    const by = steps[event.key]
    if (by === undefined) return
    event.preventDefault()
    const next = by === 'first' ? 0 : by === 'last' ? words.length - 1 : current + by
    const place = Math.max(0, Math.min(next, words.length - 1))
    setCurrent(place)
    group.current?.querySelectorAll('button')[place]?.focus()
  }
  return (
    <div className={styles['chooser']}>
      <p id="word-chooser" className={styles['label']}>
        Which of its words show that it is not about you?
      </p>
      <div
        ref={group}
        role="toolbar"
        tabIndex={-1}
        aria-labelledby="word-chooser"
        className={styles['words']}
        onKeyDown={onKeyDown}
      >
        {words.map((word, index) => {
          const pressed = chosen.includes(word)
          return (
            <button
              key={word.at}
              type="button"
              className={styles['word']}
              aria-pressed={pressed}
              data-first={index === 0 || undefined}
              tabIndex={index === current ? 0 : -1}
              onFocus={() => setCurrent(index)}
              onClick={() => onChange(pressed ? chosen.filter((other) => other !== word) : [...chosen, word])}
            >
              {word.text}
            </button>
          )
        })}
      </div>
    </div>
  )
}

const steps: Record<string, 1 | -1 | 'first' | 'last' | undefined> = {
  ArrowRight: 1,
  ArrowDown: 1,
  ArrowLeft: -1,
  ArrowUp: -1,
  Home: 'first',
  End: 'last',
}
