import { wakeDue } from '../shared/domain/triage/wake.ts'
import { beat } from '../shared/domain/upkeep/heartbeat.ts'
import { defineHandler } from './handler.ts'

const atOnce = 200

export const wakeSnoozed = defineHandler({
  name: 'wake-snoozed',
  async run(_, { store, signal }) {
    while ((await wakeDue(store, atOnce)) >= atOnce) signal.throwIfAborted()
    await beat(store.db, 'wake-snoozed')
  },
})
