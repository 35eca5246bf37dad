import { appendFileSync, existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { z } from 'zod'
import type { Post } from './posts.ts'

const line = z.object({
  site: z.string(),
  port: z.int().optional(),
  post: z
    .object({
      id: z.string(),
      number: z.int(),
      author: z.string(),
      text: z.string(),
      at: z.iso.datetime().transform((at) => new Date(at)),
      language: z.string().exactOptional(),
    })
    .optional(),
})

/** Where a site stood, and what it has published, newest first. */
export type Archived = { port: number; posts: Post[] }

/**
 * What the demo's internet remembers from one start to the next, as a line of JSON for each thing: started again, it goes
 * on where it was. A line that a crash has cut off is left out.
 * @returns the sites by their titles; none when there is no such file.
 */
export function readArchive(file: string): Map<string, Archived> {
  const sites = new Map<string, Archived>()
  if (!existsSync(file)) return sites
  for (const text of readFileSync(file, 'utf8').split('\n')) {
    const said = parse(text)
    if (!said) continue
    const known = sites.get(said.site) ?? { port: 0, posts: [] }
    if (said.port !== undefined) known.port = said.port
    if (said.post) known.posts.push(said.post)
    sites.set(said.site, known)
  }
  for (const { posts } of sites.values()) posts.reverse()
  return sites
}

/** Begins the file anew with what is remembered. */
export function writeArchive(file: string, sites: ReadonlyMap<string, Archived>): void {
  const lines = [...sites].flatMap(([site, { port, posts }]) => [
    { site, port },
    ...posts.toReversed().map((post) => ({ site, post })),
  ])
  const fresh = `${file}.new`
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(fresh, lines.map((one) => `${JSON.stringify(one)}\n`).join(''))
  renameSync(fresh, file)
}

/** Before anybody can read the post: what was heard is known after a crash, too. */
export function addToArchive(file: string, site: string, post: Post): void {
  appendFileSync(file, `${JSON.stringify({ site, post })}\n`)
}

function parse(text: string): z.infer<typeof line> | undefined {
  try {
    return line.safeParse(JSON.parse(text)).data
  } catch {
    return undefined
  }
}
