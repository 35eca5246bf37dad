import type { ListenInput } from '../../connector.ts'
import { cleanText } from '../../parsing/clean-text.ts'
import { glanceAtText, readFrame, type FrameNews } from './frame.ts'
import { textOfPost } from './post.ts'

const maxText = 20_000
/** White space apart, cleaning changes nothing here. */
const isPlain = /^[\n -~]*$/

/**
 * What a message of the firehose brings: a post that is wanted, a deletion, or that something else has happened. Null
 * when it is of no interest, which for most messages can be told at a glance.
 */
export function newsOf(frame: Buffer, wanted: ListenInput<unknown>['wanted']): FrameNews | null {
  // As the item will say it.
  const isWanted = (text: string) => wanted('', isPlain.test(text) ? text : cleanText(text, maxText))
  const glimpse = glanceAtText(frame)
  if (glimpse !== null && !isWanted(glimpse)) return null
  const news = readFrame(frame)
  if (news?.kind !== 'post') return news
  const text = textOfPost(news.record)
  return text === glimpse || isWanted(text) ? news : null
}
