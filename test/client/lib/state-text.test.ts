import { expect, it } from 'vitest'
import { stateText } from '../../../client/lib/state-text.ts'
import type { MentionCard } from '../../../shared/contract/mention.ts'

type Stands = Parameters<typeof stateText>[0]
const ana = { id: 1, name: 'Ana' }
const said = (state: MentionCard['state'], owner: Stands['owner'] = null, viewerId = 2) =>
  stateText({ state, owner, setAside: null }, viewerId)

it('says how a mention stands and whose it is, as its reader would', () => {
  expect([said('stream'), said('queued'), said('dismissed'), said('aside')]).toEqual([
    'in the stream',
    'in the queue',
    'dismissed',
    'set aside',
  ])
  expect([said('claimed', ana), said('claimed', ana, 1)]).toEqual(['claimed by Ana', 'yours'])
  expect([said('snoozed'), said('snoozed', ana), said('snoozed', ana, 1)]).toEqual([
    'snoozed',
    'Ana’s, snoozed',
    'yours, snoozed',
  ])
  expect([said('answered', ana), said('answered', ana, 1)]).toEqual(['answered by Ana', 'answered by you'])
  const deleted = { kind: 'deleted' as const, exclusionId: null, words: '' }
  expect(stateText({ state: 'aside', owner: null, setAside: deleted }, 2)).toBe('deleted by its author')
})
