import { z } from 'zod'
import { startPoll } from '../api-poll.ts'
import { choice, searchWords, siteAddress } from '../config-fields.ts'
import type { Connector, FetchInput, FetchOutcome } from '../connector.ts'
import type { Item } from '../item.ts'
import { walkBack, walkCursor } from '../walk-back.ts'
import { detectVersion, explainLemmy, isMissing, searchPage, type Kind, type Version } from './lemmy/api.ts'
import { itemOfView, writtenAt } from './lemmy/view.ts'

const pagesPerPoll = 2
/** Milliseconds. What comes from other servers comes late, and stands where its date says. */
const overlap = 60 * 60 * 1000

const config = z.strictObject({
  instance: siteAddress('lemmy.world', /\/(?:c|u|post|comment|search|communities|instances)(?:\/|$)/),
  search: searchWords('words to search for, such as acme'),
  kind: choice(['all', 'posts', 'comments']),
})
type Config = z.infer<typeof config>

const walk = walkCursor(z.string())
const cursorSchema = z
  .object({ version: z.literal([3, 4]).nullable(), posts: walk, comments: walk })
  .catch({ version: null, posts: walk.parse(null), comments: walk.parse(null) })
type Cursor = z.infer<typeof cursorSchema>

/** Searches of Lemmy, posts and comments, by version 3 or 4 of its API. */
export function createConnector(): Connector<Config> {
  return {
    source: 'lemmy',
    name: 'Lemmy',
    about: 'Posts and comments of the threadiverse that hold certain words, as one Lemmy instance sees them.',
    fields: [
      {
        name: 'instance',
        label: 'Instance',
        help: 'Which server to ask. Large ones see most.',
        kind: 'address',
        required: true,
        placeholder: 'lemmy.world',
      },
      {
        name: 'search',
        label: 'Words',
        help: 'What Lemmy searches for. Queries then sort what comes.',
        kind: 'text',
        required: true,
        placeholder: 'acme',
      },
      {
        name: 'kind',
        label: 'Where',
        help: 'In what to search.',
        kind: 'choice',
        required: false,
        placeholder: '',
        choices: [
          { value: 'all', label: 'Posts and comments' },
          { value: 'posts', label: 'Posts' },
          { value: 'comments', label: 'Comments' },
        ],
        advanced: true,
      },
    ],
    credential: null,
    config,
    address: ({ instance, search, kind }) =>
      `${instance}/search?${new URLSearchParams({
        q: search,
        type: { all: 'All', posts: 'Posts', comments: 'Comments' }[kind],
        listingType: 'All',
        sort: 'New',
      })}`,
    title: ({ instance, search }) => `${search} on ${new URL(instance).host}`,
    // An instance allows 60 searches in ten minutes, if its admin has not chosen another limit.
    laneSpacingSeconds: () => 2,
    leastIntervalSeconds: 60,
    fetch,
    recognise,
    propose: (brandName) =>
      config.safeParse({ instance: 'https://lemmy.world', search: brandName }).success
        ? [
            {
              title: `${brandName} on lemmy.world`,
              config: { instance: 'https://lemmy.world', search: brandName },
            },
          ]
        : [],
  }
}

/** A page of results, such as /search?q=acme&type=Posts&listingType=All. */
function recognise(url: URL): Record<string, string> | null {
  const { pathname, searchParams } = url
  const isLemmy = searchParams.has('listingType') || searchParams.has('listing_type')
  const search = searchParams.get('q')?.trim() ?? ''
  if (pathname !== '/search' || !isLemmy || search.length < 2) return null
  const kind = searchParams.get('type')?.toLowerCase() ?? ''
  return { instance: url.origin, search, ...((kind === 'posts' || kind === 'comments') && { kind }) }
}

async function fetch(input: FetchInput<Config>): Promise<FetchOutcome> {
  const { instance, search, kind } = input.config
  const poll = startPoll(input, { explain: explainLemmy })
  const cursor = cursorSchema.parse(input.state.cursor)
  const detected = cursor.version === null ? await detectVersion(poll, instance) : null
  const now = new Date()
  const items: Item[] = []
  const warnings: string[] = []

  try {
    return await read(detected?.version ?? cursor.version ?? 3)
  } catch (error) {
    if (detected !== null || !isMissing(error)) throw error
    // The server has been brought to another version.
    const { version } = await detectVersion(poll, instance)
    if (version === cursor.version) throw error
    return read(version)
  }

  async function read(version: Version): Promise<FetchOutcome> {
    const reached: Cursor = { ...cursor, version }
    let more = false
    const all: Kind[] = kind === 'all' ? ['posts', 'comments'] : [kind]
    // A poll that finishes a long way back need not look at the beginning again.
    const unfinished = all.filter((one) => cursor[one].walk !== null)
    for (const one of unfinished.length > 0 ? unfinished : all) {
      const walked = await readKind(version, one)
      reached[one] = walked.cursor
      more ||= walked.more
      if (walked.stopped !== null) return outcome(reached, true, walked.stopped)
    }
    return outcome(reached, more)
  }

  async function readKind(version: Version, one: Kind) {
    // Where a walk goes on means nothing to another version.
    const from = version === cursor.version ? cursor[one] : { known: cursor[one].known, walk: null }
    return walkBack(from, { pages: pagesPerPoll, overlap }, async (position) => {
      const page = await searchPage(poll, { instance, version, kind: one, search }, position)
      items.push(...page.views.flatMap((view) => itemOfView(view, now) ?? []))
      warnings.push(...page.warnings)
      return { marks: page.views.map(writtenAt).filter((mark) => mark > 0), next: page.next }
    })
  }

  function outcome(
    reached: Cursor,
    more: boolean,
    stopped: Parameters<typeof poll.outcome>[0]['stopped'] = null,
  ) {
    return poll.outcome({
      items,
      cursor: reached,
      more,
      format: `lemmy v${reached.version}`,
      feedTitle: detected?.name ? `${search} on ${detected.name}` : null,
      siteUrl: instance,
      warnings,
      stopped,
    })
  }
}
