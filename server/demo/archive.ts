import { appendFileSync, existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { z } from 'zod'
import type { Post } from './posts.ts'

const line = z.object({
  site: z.string(),
  port: z.int().min(1).max(65_535).optional().catch(undefined),
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
export type Archived = { port: number | null; posts: Post[] }
type Sites = ReadonlyMap<string, Archived>

/**
 * What the demo's internet remembers from one start to the next. The demo goes on without when the file cannot be read or
 * written.
 */
export type Archive = {
  /** By their titles; none when there is no such file. */
  sites: Sites
  /** Begins the file anew with what is remembered. */
  begin(sites: Sites): void
  /** Before anybody can read the post: what was heard is known after a crash, too. */
  add(site: string, post: Post): void
  /** Which file is in the way of remembering, in a sentence; null: none. */
  trouble(): string | null
}

/** @param file a line of JSON for each thing; one that a crash has cut off is left out. */
export function openArchive(file: string): Archive {
  let trouble: string | null = null
  let sites: Sites = new Map()
  let isRead = false
  try {
    sites = readArchive(file)
    isRead = true
  } catch (error) {
    trouble = `The demo starts without what it published before, and keeps nothing: ${inTheWay(file, error)}`
  }
  return {
    sites,
    begin(all) {
      // What cannot be read is somebody's all the same.
      if (!isRead) return
      try {
        writeArchive(file, all)
      } catch (error) {
        trouble = `What the demo publishes may be forgotten at its end: ${inTheWay(file, error)}`
      }
    },
    add(site, post) {
      if (!isRead) return
      try {
        appendFileSync(file, `${JSON.stringify({ site, post })}\n`)
      } catch {
        // The folder is gone, or the disk is full: it goes on, and forgets the post at its end.
      }
    },
    trouble: () => trouble,
  }
}

function inTheWay(file: string, error: unknown): string {
  const { message, path = file } = error as NodeJS.ErrnoException
  return `${path} is in the way (${message}).`
}

function readArchive(file: string): Sites {
  const sites = new Map<string, Archived>()
  if (!existsSync(file)) return sites
  for (const text of readFileSync(file, 'utf8').split('\n')) {
    const said = parse(text)
    if (!said) continue
    const known = sites.get(said.site) ?? { port: null, posts: [] }
    if (said.port !== undefined) known.port = said.port
    if (said.post) known.posts.push(said.post)
    sites.set(said.site, known)
  }
  for (const { posts } of sites.values()) posts.reverse()
  return sites
}

function writeArchive(file: string, sites: Sites): void {
  const lines = [...sites].flatMap(([site, { port, posts }]) => [
    { site, port },
    ...posts.toReversed().map((post) => ({ site, post })),
  ])
  const fresh = `${file}.new`
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(fresh, lines.map((one) => `${JSON.stringify(one)}\n`).join(''))
  renameSync(fresh, file)
}

function parse(text: string): z.infer<typeof line> | undefined {
  try {
    return line.safeParse(JSON.parse(text)).data
  } catch {
    return undefined
  }
}
