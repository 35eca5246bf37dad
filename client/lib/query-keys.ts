import type { MentionFilter } from '../../shared/contract/mention.ts'
import type { TrendRequest } from '../../shared/contract/trend.ts'

/** Every key of the query cache. Live changes find what to patch or refetch by their first words. */
export const queryKeys = {
  session: ['session'] as const,
  firstRun: ['first-run'] as const,
  brands: ['brands'] as const,
  /** Below `brands`: live changes to brands tell of these, too. */
  exclusions: ['brands', 'exclusions'] as const,
  /** Apart from `brands`: what is proposed for a name does not change with them. */
  brandProposal: (name: string) => ['brand-proposal', name] as const,
  exclusionPreview: (brandId: number, text: string) => ['exclusion-preview', brandId, text] as const,
  knownHandles: ['brands', 'known-handles'] as const,
  /** Below `brands` for the same reason. */
  settings: ['brands', 'settings'] as const,
  sources: ['sources'] as const,
  feeds: ['feeds'] as const,
  feedChecks: (feedId: number) => ['feeds', 'checks', feedId] as const,
  people: ['people'] as const,
  colleagues: ['colleagues'] as const,
  mentionLists: ['mentions', 'list'] as const,
  mentionList: (filter: MentionFilter) => ['mentions', 'list', filter] as const,
  mentionDetails: ['mentions', 'detail'] as const,
  mentionDetail: (id: number) => ['mentions', 'detail', id] as const,
  laneCounts: ['mentions', 'counts'] as const,
  laneCountsOf: (brandId: number | undefined) => ['mentions', 'counts', brandId ?? null] as const,
  trends: ['trends'] as const,
  trendsOf: (request: Partial<TrendRequest>) => ['trends', request] as const,
  /** The period before Pulse's own: apart from `trends`, because new mentions do not make it stale. */
  trendsBefore: (search: object) => ['trends-before', search] as const,
}
