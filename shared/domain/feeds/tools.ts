import type { Config } from '../../runtime/config.ts'
import type { Log } from '../../runtime/log.ts'
import { createListeningReader, type ListeningReader } from '../brands/compiled.ts'
import { createLexiconScorer } from '../scoring/lexicon-scorer.ts'
import type { Scorer } from '../scoring/scorer.ts'
import type { Connector } from '../sources/connector.ts'
import { createSafeHttp, type SafeHttp } from '../sources/http.ts'

/** What listening needs beside the database: one set for each process, made at its start and closed at its end. */
export type ListeningTools = {
  http: SafeHttp
  /** By source word. */
  connectors: ReadonlyMap<string, Connector>
  listening: ListeningReader
  scorer: Scorer
  close(): Promise<void>
}

/** Says to servers who asks, as is polite. */
const userAgent = 'Earshot/0.1 (feed reader)'

export function createListeningTools({
  config,
}: {
  config: Pick<Config, 'allowPrivateFeeds'>
}): ListeningTools {
  const http = createSafeHttp({ allowPrivate: config.allowPrivateFeeds, userAgent })
  return {
    http,
    connectors: new Map<string, Connector>(),
    listening: createListeningReader(),
    scorer: createLexiconScorer(),
    close: () => http.close(),
  }
}
