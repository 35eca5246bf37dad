import { brandRoutes } from './routes/brands.ts'
import { exclusionRoutes } from './routes/exclusions.ts'
import { feedRoutes } from './routes/feeds.ts'
import { firstRunRoutes } from './routes/first-run.ts'
import { knownHandleRoutes } from './routes/known-handles.ts'
import { labelRoutes } from './routes/labels.ts'
import { lexiconRoutes } from './routes/lexicon.ts'
import { mentionRoutes } from './routes/mentions.ts'
import { moveRoutes } from './routes/moves.ts'
import { personRoutes } from './routes/people.ts'
import { serverRoutes } from './routes/server.ts'
import { sessionRoutes } from './routes/session.ts'
import { settingRoutes } from './routes/settings.ts'
import { sourceRoutes } from './routes/sources.ts'
import { trendRoutes } from './routes/trends.ts'
import { trustRoutes } from './routes/trust.ts'

/**
 * Every REST route of Earshot: the server's handlers and the OpenAPI document are made from this table. Screens import
 * the routes of their own concept instead, so that a page loads only what it asks for.
 */
export const routes = {
  ...serverRoutes,
  ...firstRunRoutes,
  ...sessionRoutes,
  ...mentionRoutes,
  ...moveRoutes,
  ...trendRoutes,
  ...trustRoutes,
  ...lexiconRoutes,
  ...labelRoutes,
  ...brandRoutes,
  ...exclusionRoutes,
  ...knownHandleRoutes,
  ...settingRoutes,
  ...sourceRoutes,
  ...feedRoutes,
  ...personRoutes,
}
