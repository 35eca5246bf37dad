/** How each source is called on the screen. */
const names: Record<string, string> = {
  rss: 'RSS',
  mastodon: 'Mastodon',
  bluesky: 'Bluesky',
  hackernews: 'Hacker News',
  reddit: 'Reddit',
}

/** A source's name; one that this page does not know is shown as it is. */
export function sourceText(source: string): string {
  return names[source] ?? source
}
