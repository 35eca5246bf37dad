import { serveParent } from './child.ts'
import { writeDocument } from './parse-document.ts'
import { ways } from './parse-ways.ts'

export type ParseReady = { startMb: number }
export type ParseQuestion = { way: keyof typeof ways }
export type ParseReport = { items: number; peakMb: number }

const bytes = Buffer.from(writeDocument())
const peakMb = () => process.resourceUsage().maxRSS / 1024

/** Reads the document once in a process of its own: what that takes of memory at most. */
serveParent<ParseQuestion>({
  ready: { startMb: peakMb() } satisfies ParseReady,
  answer: ({ way }): ParseReport => {
    const items = ways[way](bytes)
    return { items, peakMb: peakMb() }
  },
})
