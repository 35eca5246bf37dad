import { Problem } from '../../../../runtime/problem.ts'

const feeds = 'https://www.youtube.com/feeds/videos.xml'

export const isYoutube = ({ hostname, pathname }: URL): boolean =>
  /^(www\.)?youtube\.com$/.test(hostname) && pathname.startsWith('/feeds/videos.xml')

/** The feed of a channel or playlist whose page this is; names (@handle) stand for a channel only on the page itself. */
export function youtubeFeed(url: URL): string | null {
  if (!/^(www\.|m\.)?youtube\.com$/.test(url.hostname)) return null
  const channel = /^\/channel\/(UC[\w-]{22})(?:\/|$)/.exec(url.pathname)?.[1]
  if (channel !== undefined) return `${feeds}?channel_id=${channel}`
  const list = url.pathname === '/playlist' ? url.searchParams.get('list') : null
  return list !== null && /^[\w-]{10,60}$/.test(list) ? `${feeds}?playlist_id=${list}` : null
}

/** YouTube answers 404 and 500 for channels that are there, sometimes for days. */
export function explainYoutube(problem: Problem): Problem {
  const { httpStatus } = problem.facts
  if (httpStatus !== 404 && httpStatus !== 500) return problem
  return new Problem(
    'feed_server_error',
    `YouTube says that there is no such feed (${httpStatus}), as it does for days at times, also of channels that are there. Earshot keeps trying.`,
    { facts: problem.facts, cause: problem },
  )
}
