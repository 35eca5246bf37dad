/** Public searches that answer as feeds: a beginning for somebody who has only a brand's name. */
export function suggestedFeeds(brand: string): { name: string; url: string }[] {
  const name = brand
    .replaceAll(/["“”„＂]/g, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim()
  if (name === '') return []
  const phrase = encodeURIComponent(`"${name}"`)
  const tag = encodeURIComponent(name.replaceAll(/[^\p{L}\p{N}_]/gu, '').toLowerCase())
  return [
    { name: 'Google News', url: `https://news.google.com/rss/search?q=${phrase}` },
    { name: 'Reddit', url: `https://www.reddit.com/search.rss?q=${phrase}&sort=new` },
    { name: 'Hacker News', url: `https://hnrss.org/newest?q=${phrase}` },
    ...(tag === ''
      ? []
      : [
          { name: `#${decodeURIComponent(tag)} on Mastodon`, url: `https://mastodon.social/tags/${tag}.rss` },
        ]),
  ]
}
