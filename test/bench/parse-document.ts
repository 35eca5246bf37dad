/** How many items the document has. */
export const itemsOfDocument = 10_000

const words =
  'the parcel came late and nobody at the desk could say why so we wrote again after a week of waiting for an answer'.split(
    ' ',
  )

/** About 13 MB of RSS as blogs write it: summaries and whole posts in HTML, some of it escaped twice. */
export function writeDocument(): string {
  let seed = 7
  const next = (below: number) => (seed = (seed * 1_103_515_245 + 12_345) & 0x7fffffff) % below
  const prose = (count: number) => Array.from({ length: count }, () => words[next(words.length)]).join(' ')
  const item = (n: number) => `<item><title>${prose(8)} &amp; ${n}</title>
<link>https://blog.example/2026/${n}?utm_source=rss&amp;x=1</link>
<guid isPermaLink="false">https://blog.example/?p=${n}</guid><dc:creator><![CDATA[Writer ${n % 97}]]></dc:creator>
<pubDate>${new Date(1.76e12 - n * 60_000).toUTCString()}</pubDate><category><![CDATA[service]]></category>
<description><![CDATA[<p>${prose(30)}</p>]]></description>
<content:encoded><![CDATA[<p>${prose(90)} <a href="https://shop.example/${n}">link</a></p><p>${prose(70)} &#8217;so&#8217;</p>]]></content:encoded></item>`
  return `<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel><title>Blog</title><link>https://blog.example/</link><description>All of it</description>
${Array.from({ length: itemsOfDocument }, (_, n) => item(n)).join('\n')}</channel></rss>`
}
