import { jobNames, type JobName } from '../shared/jobs/catalogue.ts'
import type { AnyHandler } from './handler.ts'
import { askHubHandler } from './ask-hub.ts'
import { calibrateHandler } from './calibrate.ts'
import { drawSamplesHandler } from './draw-samples.ts'
import { findTopicsHandler } from './find-topics.ts'
import { indexSearchHandler } from './index-search.ts'
import { matchKeptHandler } from './match-kept.ts'
import { pollFeedHandler } from './poll-feed.ts'
import { pruneHandler } from './prune.ts'
import { rescoreHandler } from './rescore.ts'
import { sweep } from './sweep.ts'
import { wakeSnoozed } from './wake-snoozed.ts'

/** Every handler there is. */
export const handlers: readonly AnyHandler[] = [
  sweep,
  wakeSnoozed,
  indexSearchHandler,
  pruneHandler,
  drawSamplesHandler,
  calibrateHandler,
  pollFeedHandler,
  askHubHandler,
  matchKeptHandler,
  rescoreHandler,
  findTopicsHandler,
]

/** The handler of each job. @throws Error naming the job that has none, or more than one, or is in no catalogue. */
export function bindHandlers(all: readonly AnyHandler[]): ReadonlyMap<JobName, AnyHandler> {
  const bound = new Map<JobName, AnyHandler>()
  for (const handler of all) {
    if (!jobNames.includes(handler.name))
      throw new Error(`The job “${handler.name}” is not in the catalogue.`)
    if (bound.has(handler.name)) throw new Error(`The job “${handler.name}” has two handlers.`)
    bound.set(handler.name, handler)
  }
  const missing = jobNames.find((name) => !bound.has(name))
  if (missing !== undefined) throw new Error(`The job “${missing}” has no handler.`)
  return bound
}
