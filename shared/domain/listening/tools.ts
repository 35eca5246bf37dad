import type { Store } from '../../database/store.ts'
import type { Config } from '../../runtime/config.ts'
import type { Log } from '../../runtime/log.ts'
import { createTurnstile, type Turnstile } from '../../runtime/turnstile.ts'
import { openVault, type Vault } from '../../runtime/vault.ts'
import { createModelWatch } from '../rescoring/new-model.ts'
import { createScorer } from '../scoring/create-scorer.ts'
import type { Scorer } from '../scoring/scorer.ts'
import type { Connector } from '../sources/connector.ts'
import { createConnectors } from '../sources/connectors.ts'
import { createSafeHttp, type SafeHttp } from '../sources/http.ts'
import { createParser } from '../sources/parse-thread.ts'
import { createOpenSocket, type OpenSocket } from '../sources/socket.ts'
import { createListeningReader, type ListeningReader } from './compiled.ts'
import { reachableOrigin, userAgent } from './identity.ts'

/** What listening needs beside the database: one set for each process, made at its start and closed at its end. */
export type ListeningTools = {
  log: Log
  http: SafeHttp
  openSocket: OpenSocket
  /** By source word. */
  connectors: ReadonlyMap<string, Connector>
  listening: ListeningReader
  scorer: Scorer
  /** Asks for what another version of the scorer has judged to be judged again. */
  askForNewModel(store: Store): Promise<void>
  vault: Vault
  /** Least seconds between two requests to a host whose source names none. */
  spacingSeconds: number
  /** Where hubs reach this Earshot; null: they cannot. */
  callbackOrigin: string | null
  /** Batches of items wait here for their turn to be stored. */
  intake: Turnstile
  close(): Promise<void>
}

const spacingSeconds = 1
/** Storing keeps this process busy and the database waiting by turns. */
const intakeAtOnce = 3

export function createListeningTools({ config, log }: { config: Config; log: Log }): ListeningTools {
  const rules = { allowPrivate: config.allowPrivateFeeds, userAgent: userAgent(config) }
  const http = createSafeHttp(rules)
  const parser = createParser()
  const scorer = createScorer()
  return {
    log,
    http,
    openSocket: createOpenSocket(rules),
    connectors: createConnectors({ parser }),
    listening: createListeningReader(log, scorer),
    scorer,
    askForNewModel: createModelWatch(scorer.modelVersion),
    vault: openVault(config),
    spacingSeconds,
    callbackOrigin: reachableOrigin(config),
    intake: createTurnstile(intakeAtOnce),
    async close() {
      await Promise.all([http.close(), parser.close()])
    },
  }
}
