import { useEffect, useRef, useState, type ReactElement } from 'react'
import { Kbd } from './kbd.tsx'
import styles from './tooltip.module.css'

type Tip = { words: string; keys: string | undefined; target: Element }

const waitMs = 350

/**
 * Shows the `data-tip` of whatever the pointer or keyboard focus rests on, and its `data-tip-keys` as caps. One for
 * the whole page. It only repeats what the element is named or says, so it is hidden from screen readers.
 */
export function TooltipLayer(): ReactElement | null {
  const [tip, setTip] = useState<Tip | null>(null)
  const box = useRef<HTMLDivElement>(null)

  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined
    const hide = (): void => {
      clearTimeout(timer)
      setTip(null)
    }
    const showFor = (target: EventTarget | null, wait: number): void => {
      const element = target instanceof Element ? target.closest('[data-tip]') : null
      const words = element?.getAttribute('data-tip')
      clearTimeout(timer)
      if (!element || !words) return setTip(null)
      const keys = element.getAttribute('data-tip-keys') ?? undefined
      timer = setTimeout(() => setTip({ words, keys, target: element }), wait)
    }
    const onOver = (event: PointerEvent): void => {
      if (
        event.pointerType === 'mouse' &&
        !(event.target instanceof Node && box.current?.contains(event.target))
      )
        showFor(event.target, waitMs)
    }
    const onFocus = (event: FocusEvent): void => {
      if (event.target instanceof Element && event.target.matches(':focus-visible'))
        showFor(event.target, waitMs)
    }
    const onKey = (event: KeyboardEvent): void => {
      if (event.key === 'Escape') hide()
    }
    document.addEventListener('pointerover', onOver)
    document.addEventListener('pointerdown', hide)
    document.addEventListener('focusin', onFocus)
    document.addEventListener('focusout', hide)
    document.addEventListener('keydown', onKey)
    document.addEventListener('scroll', hide, true)
    return () => {
      clearTimeout(timer)
      document.removeEventListener('pointerover', onOver)
      document.removeEventListener('pointerdown', hide)
      document.removeEventListener('focusin', onFocus)
      document.removeEventListener('focusout', hide)
      document.removeEventListener('keydown', onKey)
      document.removeEventListener('scroll', hide, true)
    }
  }, [])

  useEffect(() => {
    if (tip !== null && box.current !== null) place(box.current, tip.target.getBoundingClientRect())
  }, [tip])

  if (tip === null) return null
  return (
    <div ref={box} className={styles['tip']} aria-hidden="true">
      {tip.words}
      {tip.keys !== undefined && <Kbd keys={tip.keys} />}
    </div>
  )
}

function place(box: HTMLElement, target: DOMRect): void {
  const { offsetWidth: width, offsetHeight: height } = box
  const left = Math.min(Math.max(8, target.left + target.width / 2 - width / 2), innerWidth - width - 8)
  const below = target.bottom + 6
  const top = below + height > innerHeight - 8 ? target.top - height - 6 : below
  box.style.left = `${left}px`
  box.style.top = `${Math.max(8, top)}px`
}
