import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
  redirect,
  type SearchSchemaInput,
} from '@tanstack/react-router'
import { feedFilter, type FeedFilter } from '../features/feeds/feeds-search.ts'
import { pulseSearch, type PulseSearch } from '../features/trends/pulse-search.ts'
import { lenientSearch } from '../lib/lenient-search.ts'
import { ErrorScreen } from './error-screen.tsx'
import { NotFound } from './not-found.tsx'
import { QueuePage } from './queue/queue-page.tsx'
import {
  queueSearch,
  reviewSearch,
  setupSearch,
  type QueueSearch,
  type ReviewSearch,
  type SetupSearch,
} from './search.ts'
import { SignedIn } from './signed-in.tsx'

const root = createRootRoute({ component: Outlet, errorComponent: ErrorScreen, notFoundComponent: NotFound })

const start = createRoute({
  getParentRoute: () => root,
  path: '/',
  beforeLoad: () => {
    throw redirect({ to: '/queue', replace: true })
  },
})

const firstRun = createRoute({
  getParentRoute: () => root,
  path: '/first-run',
  component: lazyRouteComponent(() => import('../features/first-run/first-run-page.tsx'), 'FirstRunPage'),
})

/** Everything that needs a person: the sign-in page takes its place, at the same address, when there is none. */
const signedIn = createRoute({ getParentRoute: () => root, id: 'signed-in', component: SignedIn })

const queue = createRoute({
  getParentRoute: () => signedIn,
  path: '/queue',
  validateSearch: (raw: Partial<QueueSearch> & SearchSchemaInput): QueueSearch =>
    lenientSearch(queueSearch, raw),
  component: QueuePage,
})

const pulse = createRoute({
  getParentRoute: () => signedIn,
  path: '/pulse',
  validateSearch: (raw: Partial<PulseSearch> & SearchSchemaInput): PulseSearch =>
    lenientSearch(pulseSearch, raw),
  component: lazyRouteComponent(() => import('../features/trends/pulse-page.tsx'), 'PulsePage'),
})

const review = createRoute({
  getParentRoute: () => signedIn,
  path: '/review',
  validateSearch: (raw: ReviewSearch & SearchSchemaInput): ReviewSearch => lenientSearch(reviewSearch, raw),
  component: lazyRouteComponent(() => import('./review/review-page.tsx'), 'ReviewPage'),
})

const setup = createRoute({
  getParentRoute: () => signedIn,
  path: '/setup',
  component: lazyRouteComponent(() => import('./setup-layout.tsx'), 'SetupLayout'),
})

const setupStart = createRoute({
  getParentRoute: () => setup,
  path: '/',
  beforeLoad: () => {
    throw redirect({ to: '/setup/brands', replace: true })
  },
})

const validateSetup = (raw: SetupSearch & SearchSchemaInput): SetupSearch => lenientSearch(setupSearch, raw)

const brands = createRoute({
  getParentRoute: () => setup,
  path: '/brands',
  validateSearch: validateSetup,
  component: lazyRouteComponent(() => import('../features/brands/brands-page.tsx'), 'BrandsPage'),
})

const feeds = createRoute({
  getParentRoute: () => setup,
  path: '/feeds',
  validateSearch: (raw: SetupSearch & FeedFilter & SearchSchemaInput): SetupSearch & FeedFilter =>
    lenientSearch(setupSearch.extend(feedFilter.shape), raw),
  component: lazyRouteComponent(() => import('../features/feeds/feeds-page.tsx'), 'FeedsPage'),
})

const words = createRoute({
  getParentRoute: () => setup,
  path: '/words',
  validateSearch: validateSetup,
  component: lazyRouteComponent(() => import('../features/lexicon/words-page.tsx'), 'WordsPage'),
})

const labels = createRoute({
  getParentRoute: () => setup,
  path: '/labels',
  validateSearch: validateSetup,
  component: lazyRouteComponent(() => import('../features/labels/labels-page.tsx'), 'LabelsPage'),
})

const exclusions = createRoute({
  getParentRoute: () => setup,
  path: '/exclusions',
  validateSearch: validateSetup,
  component: lazyRouteComponent(() => import('../features/exclusions/exclusions-page.tsx'), 'ExclusionsPage'),
})

const handles = createRoute({
  getParentRoute: () => setup,
  path: '/handles',
  validateSearch: validateSetup,
  component: lazyRouteComponent(
    () => import('../features/known-handles/known-handles-page.tsx'),
    'KnownHandlesPage',
  ),
})

const people = createRoute({
  getParentRoute: () => setup,
  path: '/people',
  validateSearch: validateSetup,
  component: lazyRouteComponent(() => import('../features/people/people-page.tsx'), 'PeoplePage'),
})

const routeTree = root.addChildren([
  start,
  firstRun,
  signedIn.addChildren([
    queue,
    pulse,
    review,
    setup.addChildren([setupStart, brands, feeds, words, labels, exclusions, handles, people]),
  ]),
])

/** Screens read their search with `getRouteApi('/signed-in/queue').useSearch()`, typed from this tree. */
export const router = createRouter({
  routeTree,
  defaultPreload: 'intent',
  defaultErrorComponent: ErrorScreen,
  defaultNotFoundComponent: NotFound,
})

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router
  }
}
