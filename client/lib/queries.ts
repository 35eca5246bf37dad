import { queryOptions } from '@tanstack/react-query'
import type { Person } from '../../shared/contract/person.ts'
import { routes } from '../../shared/contract/routes.ts'
import { call } from './api.ts'
import { isProblem } from './problem-error.ts'
import { queryKeys } from './query-keys.ts'
import { rememberSignedOut } from './signed-out.ts'

/** Reads that more than one feature needs. Live `setup` events make them fetch again. */

/** Who is signed in; null when nobody is. */
export const sessionQuery = queryOptions({
  queryKey: queryKeys.session,
  queryFn: async ({ client, signal }): Promise<Person | null> => {
    try {
      return await call(routes.session, { signal })
    } catch (error) {
      if (!isProblem(error, 'not_signed_in')) throw error
      if (client.getQueryData(queryKeys.session) != null) rememberSignedOut('ended')
      return null
    }
  },
  staleTime: Infinity,
})

/** Whether the first admin is still to be made. */
export const firstRunQuery = queryOptions({
  queryKey: queryKeys.firstRun,
  queryFn: ({ signal }) => call(routes.firstRunState, { signal }),
})

/** All brands, archived ones included. */
export const brandsQuery = queryOptions({
  queryKey: queryKeys.brands,
  queryFn: async ({ signal }) => (await call(routes.brands, { signal })).brands,
})

/** All feeds with their health; needs `feed:read`. */
export const feedsQuery = queryOptions({
  queryKey: queryKeys.feeds,
  queryFn: async ({ signal }) => (await call(routes.feeds, { signal })).feeds,
})

/** The people a mention can be given to. */
export const colleaguesQuery = queryOptions({
  queryKey: queryKeys.colleagues,
  queryFn: async ({ signal }) => (await call(routes.colleagues, { signal })).people,
})

/** The kinds of place that this Earshot can listen to; needs `feed:read`. They change only with its version. */
export const sourcesQuery = queryOptions({
  queryKey: queryKeys.sources,
  queryFn: async ({ signal }) => (await call(routes.sources, { signal })).sources,
  staleTime: Infinity,
})

/** What brands do not want to hear, newest first. */
export const exclusionsQuery = queryOptions({
  queryKey: queryKeys.exclusions,
  queryFn: async ({ signal }) => (await call(routes.exclusions, { signal })).exclusions,
})

/** Words that count otherwise for a brand: proposed and active, newest first. */
export const lexiconQuery = queryOptions({
  queryKey: queryKeys.lexicon,
  queryFn: async ({ signal }) => (await call(routes.lexicon, { signal })).entries,
})

/** The labels that mentions get by rule, by brand and name. */
export const labelsQuery = queryOptions({
  queryKey: queryKeys.labels,
  queryFn: async ({ signal }) => (await call(routes.labels, { signal })).labels,
})

/** How percentages are calibrated to the labels of this workspace's staff. */
export const calibrationQuery = queryOptions({
  queryKey: queryKeys.calibration,
  queryFn: ({ signal }) => call(routes.calibration, { signal }),
})

/** How far past mentions are judged again, by brand. Asked often while that goes on: bars move between live events. */
export const rescoringsQuery = queryOptions({
  queryKey: queryKeys.rescorings,
  queryFn: async ({ signal }) => (await call(routes.rescorings, { signal })).rescorings,
  refetchInterval: ({ state }) => (state.data?.some(({ finishedAt }) => finishedAt === null) ? 2_000 : false),
})

/** Words and phrases that rise, of one brand or of all, the surest first. */
export const topicsQuery = (brandId?: number) =>
  queryOptions({
    queryKey: queryKeys.topicsOf(brandId),
    queryFn: ({ signal }) => call(routes.topics, { query: brandId === undefined ? {} : { brandId }, signal }),
  })
