import { createParser } from '../../shared/domain/sources/parse-thread.ts'
import { alternate } from './alternate.ts'
import { startChild } from './child.ts'
import { figure, type Bench, type BenchContext } from './figure.ts'
import { itemsOfDocument, writeDocument } from './parse-document.ts'
import type { ParseQuestion, ParseReport } from './parse-process.ts'
import { meta, ways } from './parse-ways.ts'

const rounds = 7
const memoryRounds = 3

/** Bytes of a long feed to items as the rest of Earshot takes them, beside feedsmith, which only reads its XML. */
export const parseFeed: Bench = {
  name: 'parse-feed',
  async run(context) {
    const bytes = Buffer.from(writeDocument())
    const parser = createParser()
    context.ends.add('parser', parser.close)
    const timed = async (read: () => number | Promise<number>) => {
      const start = performance.now()
      const count = await read()
      if (count !== itemsOfDocument) throw new Error(`${count} items were read.`)
      return itemsOfDocument / ((performance.now() - start) / 1000)
    }
    const bare = () => timed(() => ways.bare(bytes))
    const compared = await alternate(rounds, () => timed(() => ways.ours(bytes)), bare)
    const threaded = await alternate(
      rounds,
      () => timed(async () => (await parser.parse(bytes, meta)).items.length),
      bare,
    )

    const memory: number[] = []
    for (let round = 0; round < memoryRounds; round += 1) {
      const [ours, theirs] = [await peakOf(context, 'ours'), await peakOf(context, 'bare')]
      context.say(`  peak memory ${ours.toFixed(0)} MB, feedsmith ${theirs.toFixed(0)} MB`)
      memory.push(ours / theirs)
    }
    return [
      figure('parse and normalise 10,000 items', 'ratio', compared.ratios, {
        ratioTo: 'bare feedsmith’s items/s',
        atLeast: 0.8,
      }),
      figure('parse and normalise', 'items/s', compared.ours),
      figure('the same in a thread of its own', 'ratio', threaded.ratios, {
        ratioTo: 'bare feedsmith’s items/s',
      }),
      figure('peak memory of a process that parses', 'ratio', memory, {
        ratioTo: 'feedsmith’s',
        atMost: 1.5,
      }),
    ]
  },
}

async function peakOf({ ends }: BenchContext, way: ParseQuestion['way']): Promise<number> {
  const child = await startChild(ends, './parse-process.ts')
  return (await child.ask<ParseReport>({ way } satisfies ParseQuestion)).peakMb
}
