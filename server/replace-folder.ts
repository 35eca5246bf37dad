import { rename, rm } from 'node:fs/promises'

/**
 * Puts `fresh`, a finished folder, where `place` is. For a moment nothing is there, but never a mixture of both. Of
 * several who do this at once one wins, and the others' folders are thrown away.
 */
export async function replaceFolder(fresh: string, place: string): Promise<void> {
  const old = `${fresh}.old`
  try {
    await rename(place, old).catch(unless('ENOENT'))
    // Taken again already: somebody was faster.
    await rename(fresh, place).catch(unless('ENOTEMPTY', 'EEXIST'))
  } finally {
    for (const folder of [old, fresh]) await rm(folder, { recursive: true, force: true })
  }
}

const unless =
  (...codes: string[]) =>
  (error: NodeJS.ErrnoException) => {
    if (!codes.includes(error.code ?? '')) throw error
  }
