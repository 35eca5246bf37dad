import type { ReactElement } from 'react'
import { Toaster } from '../ui/toaster.tsx'
import { TooltipLayer } from '../ui/tooltip-layer.tsx'

/** What lies over every screen; loaded right after the first one. */
export function Overlays(): ReactElement {
  return (
    <>
      <Toaster />
      <TooltipLayer />
    </>
  )
}
