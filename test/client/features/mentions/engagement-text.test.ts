import { expect, it } from 'vitest'
import { engagementText } from '../../../../client/features/mentions/engagement-text.ts'

it('says what a source counts, and nothing of what it does not say', () => {
  expect(engagementText({ likes: 12, replies: 1, views: 10_400 })).toBe('12 likes, 1 reply, 10,400 views')
  expect(engagementText({ shares: 1, replies: 0 })).toBe('1 share, no replies')
  expect(engagementText({})).toBe('')
  expect(engagementText(null)).toBe('')
})
