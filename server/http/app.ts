import { fileURLToPath } from 'node:url'
import express, { type Express } from 'express'
import type pg from 'pg'
import type { Store } from '../../shared/database/store.ts'
import type { ListeningTools } from '../../shared/domain/listening/tools.ts'
import type { Config } from '../../shared/runtime/config.ts'
import type { Log } from '../../shared/runtime/log.ts'
import { addBrandRoutes } from './brands.ts'
import { addExclusionRoutes } from './exclusions.ts'
import { addFeedRoutes } from './feeds.ts'
import { addFirstRunRoutes } from './first-run.ts'
import { addHealthRoutes, type ReadinessCheck } from './health.ts'
import { addKnownHandleRoutes } from './known-handles.ts'
import { addLabelRoutes } from './labels.ts'
import { addLexiconRoutes } from './lexicon.ts'
import { addMentionRoutes } from './mentions.ts'
import { addOpenApiRoute } from './openapi.ts'
import { addPeopleRoutes } from './people.ts'
import { addOpmlRoutes } from './opml.ts'
import { answerWithProblem, unknownRoute } from './problems.ts'
import { createRouteHandlers } from './route-handler.ts'
import { refuseCrossSiteWrites, refuseOtherBodies, refuseOtherHosts, securityHeaders } from './security.ts'
import { addSessionRoutes } from './session.ts'
import type { Sessions } from './sessions.ts'
import { addSettingRoutes } from './settings.ts'
import { createSignInLimits } from './sign-in-limits.ts'
import { addSourceRoutes } from './sources.ts'
import { serveClient } from './static.ts'
import { addTopicRoutes } from './topics.ts'
import { addTrendRoutes } from './trends.ts'
import { addTriageRoutes } from './triage.ts'
import { addTrustRoutes } from './trust.ts'
import { addWebSubRoutes } from './websub.ts'

export type AppParts = {
  config: Config
  store: Store
  pool: pg.Pool
  tools: ListeningTools
  log: Log
  sessions: Sessions
  /** What /api/ready asks beside the database; may grow while the app runs. */
  checks?: readonly ReadinessCheck[]
  /** Parse replies too, so that a route cannot say what the contract does not. For tests. */
  checkReplies?: boolean
  /** Where the built client is. */
  clientDir?: string
}

const builtClient = fileURLToPath(new URL('../../client/dist', import.meta.url))

/** Everything Earshot answers over HTTP: the API below /api, the dashboard everywhere else. */
export function createApp(parts: AppParts): Express {
  const { config, store, pool, tools, log, sessions, checks = [] } = parts
  const app = express()
  app.disable('x-powered-by')
  app.disable('etag')
  app.set('trust proxy', config.trustProxy)

  app.use(securityHeaders(config), refuseOtherHosts(config))
  app.use('/api', (_request, response, next) => {
    response.set('Cache-Control', 'no-store')
    next()
  })
  addWebSubRoutes(app, { store, vault: tools.vault })
  app.use('/api', refuseCrossSiteWrites(config), refuseOtherBodies)
  // A list of a thousand feeds is longer than anything else that is sent.
  app.use('/api/feeds/opml', express.json({ limit: '2mb', inflate: false }))
  app.use('/api', express.json({ limit: '256kb', inflate: false }))

  const routeHandlers = createRouteHandlers(app, {
    store,
    sessions,
    ...(parts.checkReplies && { checkReplies: true }),
  })
  addHealthRoutes(routeHandlers, { pool, checks })
  addOpenApiRoute(routeHandlers)
  addFirstRunRoutes(routeHandlers, { store, tools })
  addSessionRoutes(routeHandlers, { store, sessions, limits: createSignInLimits(pool) })
  addMentionRoutes(routeHandlers, store)
  addTriageRoutes(routeHandlers, store)
  addTrendRoutes(routeHandlers, store)
  addTopicRoutes(routeHandlers, store)
  addTrustRoutes(routeHandlers, store)
  addBrandRoutes(routeHandlers, { store, tools })
  addSettingRoutes(routeHandlers, store)
  addSourceRoutes(routeHandlers, { store, tools })
  addOpmlRoutes(routeHandlers, { store, tools })
  addFeedRoutes(routeHandlers, { store, tools })
  addExclusionRoutes(routeHandlers, { store, tools })
  addLexiconRoutes(routeHandlers, { store, tools })
  addLabelRoutes(routeHandlers, { store, tools })
  addKnownHandleRoutes(routeHandlers, store)
  addPeopleRoutes(routeHandlers, store)
  app.use('/api', unknownRoute)

  serveClient(app, parts.clientDir ?? builtClient)
  app.use(answerWithProblem(log))
  return app
}
