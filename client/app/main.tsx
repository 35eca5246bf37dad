import '../lib/without-eval.ts'
import '@fontsource-variable/atkinson-hyperlegible-next/wght.css'
import '../ui/tokens.css'
import '../ui/base.css'
import { QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { pruneDrafts } from '../features/triage/draft.ts'
import { applyPreferences } from '../lib/preferences.ts'
import { Toaster } from '../ui/toaster.tsx'
import { TooltipLayer } from '../ui/tooltip-layer.tsx'
import { createQueryClient } from './query-client.ts'
import { router } from './router.tsx'
import { reloadWhenStale } from './stale-page.ts'

applyPreferences()
pruneDrafts(Date.now())
reloadWhenStale()

const root = document.getElementById('root')
if (root === null) throw new Error('index.html has no #root')
createRoot(root).render(
  <StrictMode>
    <QueryClientProvider client={createQueryClient()}>
      <RouterProvider router={router} />
      <Toaster />
      <TooltipLayer />
    </QueryClientProvider>
  </StrictMode>,
)
