import { drawSamples } from '../shared/domain/samples/draw.ts'
import { beat } from '../shared/domain/upkeep/heartbeat.ts'
import { defineHandler } from './handler.ts'

export const drawSamplesHandler = defineHandler({
  name: 'draw-samples',
  async run(_, { store, signal }) {
    await drawSamples(store, signal)
    await beat(store.db, 'draw-samples')
  },
})
