import { readStored, writeStored } from '../lib/storage.ts'

const onceInMs = 30_000

/**
 * A page that was open while Earshot was upgraded asks for parts that are not there any more: load it anew, once in a
 * while, not in a circle. Drafts and the place are kept.
 */
export function reloadWhenStale(): void {
  addEventListener('vite:preloadError', (event) => {
    const now = Date.now()
    if (now - Number(readStored('earshot.reloaded') ?? 0) < onceInMs) return
    writeStored('earshot.reloaded', String(now))
    event.preventDefault()
    location.reload()
  })
}
