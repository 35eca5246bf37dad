import { rescoreBrand } from '../shared/domain/rescoring/work-off.ts'
import { defineHandler } from './handler.ts'

/** Then other jobs have their turn. */
const atATimeMs = 60_000

export const rescoreHandler = defineHandler({
  name: 'rescore',
  run: ({ brandId }, { store, tools, signal }) =>
    rescoreBrand(tools, store, brandId, { signal, untilMs: atATimeMs }),
})
