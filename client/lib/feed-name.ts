/** What a feed is called: its title, or where it is. */
export function feedName({
  title,
  url,
  address = url,
}: {
  title: string
  url: string
  address?: string
}): string {
  return title.trim() || addressWords(address)
}

/** An address without what everybody knows of it: `news.example/rss`. */
export function addressWords(url: string): string {
  return url.replace(/^https?:\/\/(www\.)?/, '').replace(/\/$/, '')
}
