import type { MentionDetail } from '../../../shared/contract/mention.ts'

const names = [
  ['likes', 'like', 'likes'],
  ['shares', 'share', 'shares'],
  ['replies', 'reply', 'replies'],
  ['views', 'view', 'views'],
] as const

/** The counts that a source gives: "12 likes, 1 reply". What it does not say is not shown: unknown is not nought. */
export function engagementText(engagement: MentionDetail['engagement']): string {
  return names
    .flatMap(([name, one, many]) => {
      const count = engagement?.[name]
      if (count === undefined) return []
      return count === 0 ? `no ${many}` : `${count.toLocaleString('en')} ${count === 1 ? one : many}`
    })
    .join(', ')
}
