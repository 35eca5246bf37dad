import type { FeedProposal } from '../../contract/source.ts'
import { Problem } from '../../runtime/problem.ts'
import type { Connector } from '../sources/connector.ts'
import { feedSettings } from './settings.ts'

/** A feed as it is offered to an admin; null when its source does not accept these settings. */
export function proposal(
  connectors: ReadonlyMap<string, Connector>,
  source: string,
  config: Record<string, string>,
  title?: string | null,
): FeedProposal | null {
  try {
    const settings = feedSettings(connectors, { source, config })
    const { connector, url, streamed } = settings
    return {
      source,
      sourceName: connector.name,
      streamed,
      config,
      title: (title || settings.title || url).slice(0, 200),
      url,
    }
  } catch (error) {
    if (error instanceof Problem) return null
    throw error
  }
}
