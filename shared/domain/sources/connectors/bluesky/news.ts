import type { ListenInput } from '../../connector.ts'
import { cleanText } from '../../parsing/clean-text.ts'
import { glanceAtText, readFrame, type FrameNews } from './frame.ts'
import { textOfPost } from './post.ts'

const maxText = 20_000
const isAscii = /^[\n -~]*$/
/** What cleaning takes out of a text; white space apart, which parts words as it is. */
const unclean =
  // oxlint-disable-next-line no-control-regex -- control characters are what is looked for
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u2028\u2029\ufeff\ufffe\uffff\p{Bidi_Control}\p{Surrogate}]/u

/**
 * What a message of the firehose brings: a post that is wanted, a deletion, or that something else has happened. Null
 * when it is of no interest, which for most messages can be told at a glance.
 */
export function newsOf(frame: Buffer, wanted: ListenInput<unknown>['wanted']): FrameNews | null {
  const glimpse = glanceAtText(frame)
  if (glimpse !== null && !wanted('', asItemSays(glimpse))) return null
  const news = readFrame(frame)
  if (news?.kind !== 'post') return news
  const text = textOfPost(news.record)
  return text === glimpse || wanted('', asItemSays(text)) ? news : null
}

/** Most texts are clean, which is told much faster than done. */
function asItemSays(text: string): string {
  if (isAscii.test(text)) return text
  return unclean.test(text) || text.normalize('NFC') !== text ? cleanText(text, maxText) : text
}
