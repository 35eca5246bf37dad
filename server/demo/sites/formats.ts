import type { LinkedPost } from '../demo-site.ts'

export const escapeXml = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
const headline = (text: string) => (text.length > 60 ? `${text.slice(0, 57).trimEnd()}…` : text)

export type Channel = { title: string; origin: string }
/** How a site writes a document of its posts, newest first. */
export type Format = { contentType: string; write(channel: Channel, posts: LinkedPost[]): Buffer }

const authorPage = (channel: Channel, { author }: LinkedPost) =>
  `${channel.origin}/people/${encodeURIComponent(author)}`

function rssText(channel: Channel, posts: LinkedPost[], encoding: string): string {
  const items = posts.map(
    (post) => `<item><title>${escapeXml(headline(post.text))}</title><link>${post.url}</link>
<guid>${post.url}</guid><dc:creator>${escapeXml(post.author)}</dc:creator><pubDate>${post.at.toUTCString()}</pubDate>
<description>${escapeXml(`<p>${escapeXml(post.text)}</p>`)}</description></item>`,
  )
  return `<?xml version="1.0" encoding="${encoding}"?>
<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>${escapeXml(channel.title)}</title>
<link>${channel.origin}/</link><description>A demo site</description>
${items.join('\n')}
</channel></rss>`
}

export const rss: Format = {
  contentType: 'application/rss+xml; charset=utf-8',
  write: (channel, posts) => Buffer.from(rssText(channel, posts, 'utf-8')),
}

/** An old forum: Latin letters in one byte each, said only in the XML declaration. */
export const latinRss: Format = {
  contentType: 'text/xml',
  write: (channel, posts) =>
    Buffer.from(
      rssText(channel, posts, 'windows-1252').replaceAll(
        /[^\0-\xff]/g,
        (sign) => `&#${sign.codePointAt(0)};`,
      ),
      'latin1',
    ),
}

export const atom: Format = {
  contentType: 'application/atom+xml',
  write: (channel, posts) =>
    Buffer.from(`<?xml version="1.0"?>
<feed xmlns="http://www.w3.org/2005/Atom"><title>${escapeXml(channel.title)}</title><id>${channel.origin}/</id>
<link href="${channel.origin}/"/><updated>${(posts[0]?.at ?? new Date(0)).toISOString()}</updated>
${posts
  .map(
    (
      post,
    ) => `<entry><id>${post.url}</id><title>${escapeXml(headline(post.text))}</title><link href="${post.url}"/>
<author><name>${escapeXml(post.author)}</name><uri>${authorPage(channel, post)}</uri></author>
<updated>${post.at.toISOString()}</updated><published>${post.at.toISOString()}</published>
<content type="html">${escapeXml(`<p>${escapeXml(post.text)}</p>`)}</content></entry>`,
  )
  .join('\n')}
</feed>`),
}

export const jsonFeed: Format = {
  contentType: 'application/feed+json',
  write: (channel, posts) =>
    Buffer.from(
      JSON.stringify({
        version: 'https://jsonfeed.org/version/1.1',
        title: channel.title,
        home_page_url: `${channel.origin}/`,
        items: posts.map((post) => ({
          id: post.id,
          url: post.url,
          content_text: post.text,
          date_published: post.at.toISOString(),
          authors: [
            {
              name: post.author,
              url: authorPage(channel, post),
            },
          ],
        })),
      }),
    ),
}

/** A careless template: junk before the declaration, a bare ampersand, an unclosed tag in every description. */
export const damagedRss: Format = {
  contentType: 'text/html',
  write: (channel, posts) =>
    Buffer.from(
      `\n\n${rssText(channel, posts, 'utf-8')}`
        .replace('A demo site', 'News & more & then some')
        .replaceAll('&lt;/p&gt;', ''),
    ),
}

/** The document is cut off in the middle, as when a site's disk is full. */
export const cutOffRss: Format = {
  contentType: 'application/rss+xml',
  write: (channel, posts) => {
    const whole = rss.write(channel, posts)
    return whole.subarray(0, Math.floor(whole.length * 0.7))
  },
}
