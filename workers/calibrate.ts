import { calibrate } from '../shared/domain/corrections/calibrate.ts'
import { beat } from '../shared/domain/upkeep/heartbeat.ts'
import { defineHandler } from './handler.ts'

export const calibrateHandler = defineHandler({
  name: 'calibrate',
  async run(_, { store }) {
    await calibrate(store)
    await beat(store.db, 'calibrate')
  },
})
