import type { Connector, Proposal } from '../connector.ts'
import { mastodonConfig, type MastodonConfig } from './mastodon/config.ts'
import { fetchHashtag } from './mastodon/hashtag.ts'
import { fetchSearch } from './mastodon/search.ts'

/** Hashtags of Mastodon and of servers that speak its API; with a token, full-text search. */
export function createConnector(): Connector<MastodonConfig> {
  return {
    source: 'mastodon',
    name: 'Mastodon',
    about:
      'Public posts with a hashtag, as one Mastodon instance sees them. Searching for words needs a token.',
    fields: [
      {
        name: 'instance',
        label: 'Instance',
        help: 'Which server to ask. Large ones see most.',
        kind: 'address',
        required: true,
        placeholder: 'mastodon.social',
      },
      {
        name: 'tag',
        label: 'Hashtag',
        help: 'One hashtag, without spaces.',
        kind: 'text',
        required: false,
        placeholder: '#acme',
      },
      {
        name: 'search',
        label: 'Or words to search for',
        help: 'Instead of a hashtag. The instance must offer full-text search, and wants a token for it.',
        kind: 'text',
        required: false,
        placeholder: '"acme cloud"',
        advanced: true,
      },
      {
        name: 'respect',
        label: 'Leave out',
        help: 'Whose posts Earshot does not take in. Posts of people who say #nobot are never taken in.',
        kind: 'choice',
        required: false,
        placeholder: '',
        choices: [
          { value: 'machines', label: 'Only people who say #nobot' },
          { value: 'search', label: 'Also people who do not want to be found by full-text search' },
        ],
        advanced: true,
      },
    ],
    credential: {
      label: 'Access token',
      help: 'Needed to search for words, and where an instance shows hashtags only to its members. In its settings: Development → New application, with read:statuses and read:search.',
      required: false,
    },
    config: mastodonConfig,
    address: ({ instance, tag, search }) =>
      tag === undefined
        ? `${instance}/search?${new URLSearchParams({ q: search ?? '', type: 'statuses' })}`
        : `${instance}/tags/${encodeURIComponent(tag)}`,
    title: ({ instance, tag, search }) =>
      `${tag === undefined ? search : `#${tag}`} on ${new URL(instance).host}`,
    leastIntervalSeconds: 30,
    fetch: (input) => (input.config.tag === undefined ? fetchSearch(input) : fetchHashtag(input)),
    recognise,
    propose,
  }
}

function recognise(url: URL): Record<string, string> | null {
  // Blogs have pages of tags too, mostly with a slash at the end.
  const tag = /^\/(?:web\/)?tags\/([^/.]+)$/.exec(url.pathname)?.[1]
  if (tag === undefined || url.hostname.startsWith('www.')) return null
  const read = mastodonConfig.safeParse({ instance: url.origin, tag: decode(tag) })
  return read.success ? { instance: read.data.instance, tag: read.data.tag ?? '' } : null
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part)
  } catch {
    return part
  }
}

/** Large instances without much in common, each of which sees other servers. */
const proposed = ['https://mastodon.social', 'https://mstdn.social', 'https://fosstodon.org']

function propose(brandName: string): Proposal[] {
  const tag = brandName
    .normalize('NFC')
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}_]/gu, '')
  return proposed.flatMap((instance) => {
    const read = mastodonConfig.safeParse({ instance, tag })
    return read.success ? [{ title: `#${tag} on ${new URL(instance).host}`, config: { instance, tag } }] : []
  })
}
