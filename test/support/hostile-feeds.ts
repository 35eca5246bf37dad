import { execFile } from 'node:child_process'
import { copyFile, mkdir, mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'

/** Runs the generator of the feed documents that are too big to keep; `dispose` removes them again. */
export async function makeHostileFeeds(
  folder: string,
): Promise<{ files: string[]; dispose(): Promise<void> }> {
  const place = await mkdtemp(join(tmpdir(), 'earshot-hostile-'))
  const dispose = () => rm(place, { recursive: true, force: true })
  try {
    const made = join(place, 'hostile')
    await mkdir(made)
    await copyFile(join(folder, 'hostile', 'gen_hostile.mjs'), join(place, 'generate.mjs'))
    await promisify(execFile)(process.execPath, ['generate.mjs'], { cwd: place, timeout: 60_000 })
    return { files: (await readdir(made)).map((name) => join(made, name)), dispose }
  } catch (error) {
    await dispose()
    throw error
  }
}
