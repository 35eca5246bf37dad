import '../lib/without-eval.ts'
import '@fontsource-variable/atkinson-hyperlegible-next/wght.css'
import '../ui/tokens.css'
import '../ui/base.css'
import { QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { lazy, StrictMode, Suspense } from 'react'
import { createRoot } from 'react-dom/client'
import { applyPreferences } from '../lib/preferences.ts'
import { createQueryClient } from './query-client.ts'
import { router } from './router.tsx'
import { reloadWhenStale } from './stale-page.ts'

const Overlays = lazy(async () => ({ default: (await import('./overlays.tsx')).Overlays }))

applyPreferences()
void import('../features/triage/draft.ts').then(({ pruneDrafts }) => pruneDrafts(Date.now()))
reloadWhenStale()

const root = document.getElementById('root')
if (root === null) throw new Error('index.html has no #root')
createRoot(root).render(
  <StrictMode>
    <QueryClientProvider client={createQueryClient()}>
      <RouterProvider router={router} />
      <Suspense>
        <Overlays />
      </Suspense>
    </QueryClientProvider>
  </StrictMode>,
)
