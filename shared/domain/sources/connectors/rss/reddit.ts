import { canonicalAddress } from '../../canonical-address.ts'
import type { Item } from '../../item.ts'

export const isReddit = ({ hostname }: URL): boolean => /(^|\.)reddit\.com$/.test(hostname)

/** Reddit answers one anonymous request a minute from one address. */
export const redditSpacingSeconds = 60

const tail = /(?:^|\s+)submitted by\s*\S[^\n]{0,200}\s*\[link\]\s*\[(?:(\d{1,9}) )?comments?\]\s*$/

/** A post or comment without what Reddit's feeds put around it; all that belongs to one post is one conversation. */
export function tidyReddit(item: Item): Item {
  const author = item.author?.replace(/^\/?u\//, '') ?? null
  const about = `${item.author ?? ''} on `
  const isComment = item.externalId.startsWith('t1_')
  const replies = tail.exec(item.text)?.[1]
  const post = /\/comments\/([a-z\d]{1,12})(?:\/|$)/i.exec(item.url ?? '')?.[1]
  const url = item.url?.replace(
    /^https?:\/\/(?:(?:www|old|new|np)\.)?reddit\.com(?=\/)/,
    'https://www.reddit.com',
  )
  return {
    ...item,
    url: url ?? null,
    identity: url === undefined ? null : canonicalAddress(url),
    title: isComment && item.title.startsWith(about) ? item.title.slice(about.length) : item.title,
    text: item.text.replace(tail, ''),
    author,
    threadKey: post === undefined ? item.threadKey : `t3_${post.toLowerCase()}`,
    engagement: replies === undefined ? item.engagement : { ...item.engagement, replies: Number(replies) },
  }
}
