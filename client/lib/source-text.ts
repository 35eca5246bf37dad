/** How each source is called on the screen. */
const names: Record<string, string> = {
  rss: 'RSS',
  mastodon: 'Mastodon',
  bluesky: 'Bluesky',
  'bluesky-search': 'Bluesky search',
  hackernews: 'Hacker News',
  reddit: 'Reddit',
  lemmy: 'Lemmy',
  discourse: 'Discourse',
  stackexchange: 'Stack Exchange',
  github: 'GitHub',
  lobsters: 'Lobsters',
  peertube: 'PeerTube',
  appstore: 'App Store',
}

/** The sources that this page knows by name. Others may exist: each is one more file on the server. */
export const knownSources: readonly string[] = Object.keys(names)

/** A source's name; one that this page does not know is called by its word, as a name. */
export function sourceText(source: string): string {
  const words = source.replaceAll(/[-_]/g, ' ')
  return names[source] ?? words.charAt(0).toUpperCase() + words.slice(1)
}
