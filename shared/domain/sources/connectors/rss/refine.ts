import type { Item } from '../../item.ts'
import { isGoogleAlert, unwrapAlert } from './google-alerts.ts'
import { isGoogleNews, tidyNews } from './google-news.ts'
import { isReddit, tidyReddit } from './reddit.ts'
import { tidyComment } from './wordpress.ts'

/** What is to be made of the items of a feed, by where it is: some sites have habits of their own. */
export function refinementFor(address: string): (item: Item) => Item {
  const url = new URL(address)
  if (isGoogleAlert(url)) return unwrapAlert
  if (isGoogleNews(url)) return tidyNews
  if (isReddit(url)) return tidyReddit
  return tidyComment
}
