/** What a feed is called: its title, or where it is. */
export function feedName({ title, url }: { title: string; url: string }): string {
  return title.trim() || addressWords(url)
}

/** An address without what everybody knows of it: `news.example/rss`. */
export function addressWords(url: string): string {
  return url.replace(/^https?:\/\/(www\.)?/, '').replace(/\/$/, '')
}
