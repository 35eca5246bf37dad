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
  knownHandles: ['brands', 'known-handles'] as const,
  /** Below `brands` for the same reason, as are the next ones. */
  lexicon: ['brands', 'lexicon'] as const,
  /** Apart from `brands`: each is asked anew as something is typed. */
  preview: (kind: string) => ['preview', kind] as const,
  /** Below `brands`: it compares with what is saved. */
  brandPreview: ['brands', 'preview'] as const,
  /** Apart from `brands`: it is asked once for each correction, named by its moment. */
  lexiconOffer: (mentionId: number, correctedAt: string) =>
    ['lexicon-offer', mentionId, correctedAt] as const,
  labels: ['brands', 'labels'] as const,
  topics: ['brands', 'topics'] as const,
  topicsOf: (brandId: number | undefined) => ['brands', 'topics', brandId ?? null] as const,
  rescorings: ['brands', 'rescorings'] as const,
  /** What is counted from staff's labels: corrections tell of these alone. */
  trust: ['brands', 'trust'] as const,
  threshold: (brandId: number) => ['brands', 'trust', 'threshold', brandId] as const,
  sample: (brandId: number | undefined) => ['brands', 'trust', 'sample', brandId ?? null] as const,
  agreement: (brandId: number | undefined) => ['brands', 'trust', 'agreement', brandId ?? null] as const,
  calibration: ['brands', 'trust', 'calibration'] as const,
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
