import { z } from 'zod'
import { endpointField } from '../config-fields.ts'
import type { Connector } from '../connector.ts'
import { listenToFirehose } from './bluesky/listen.ts'
import { Profiles } from './bluesky/profiles.ts'

const publicHosts = ['us-east', 'us-west'].flatMap((region) =>
  [1, 2].map((number) => `wss://jetstream${number}.${region}.bsky.network/subscribe`),
)
const publicApi = 'https://public.api.bsky.app'

const optional = (protocol: RegExp, example: string) =>
  z
    .union([z.literal(''), z.url({ protocol, error: `must be an address such as ${example}` })])
    .optional()
    .transform((address) => address || undefined)

const blueskyConfig = z.strictObject({
  endpoint: optional(/^wss?$/, publicHosts[0]!),
  api: optional(/^https?$/, publicApi),
})

type BlueskyConfig = z.infer<typeof blueskyConfig>

/** Every public post on Bluesky as it is written, through Jetstream. */
export function createConnector(): Connector<BlueskyConfig> {
  const profiles = new Profiles()
  return {
    source: 'bluesky',
    name: 'Bluesky, all posts',
    about:
      'Hears every public post on Bluesky within seconds, without an account. Only posts that some query may match are kept; all others are forgotten at once. Deleted posts are forgotten, too.',
    fields: [
      endpointField('Firehose', 'Another Jetstream server than Bluesky’s own.', publicHosts[0]!),
      {
        name: 'api',
        label: 'Names',
        help: 'Where the names of accounts are asked for, when that is not Bluesky itself.',
        kind: 'address',
        required: false,
        placeholder: publicApi,
        advanced: true,
      },
    ],
    credential: null,
    config: blueskyConfig,
    address: ({ endpoint }) => endpoint?.replace(/^ws/, 'http') ?? 'https://bsky.app/',
    title: () => 'Bluesky, all posts',
    listen: (input) => {
      const { endpoint, api = publicApi } = input.config
      const hosts = endpoint === undefined ? publicHosts : [endpoint]
      return listenToFirehose(input, { hosts, api: api.replace(/\/+$/, '') }, profiles)
    },
    recognise: ({ hostname, pathname }) =>
      hostname === 'bsky.app' && /^\/(?:search)?$/.test(pathname) ? {} : null,
    propose: () => [{ title: 'Bluesky, all posts', config: {} }],
  }
}
