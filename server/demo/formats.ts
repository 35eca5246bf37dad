import type { Post } from './posts.ts'

const escapeXml = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
const headline = (text: string) => (text.length > 60 ? `${text.slice(0, 57).trimEnd()}…` : text)

/** What a demo site needs to write a document of its posts, newest first. */
export type Site = { title: string; origin: string; path: string }
export type Format = { contentType: string; write(site: Site, posts: Post[]): Buffer }

const link = (site: Site, post: Post) => `${site.origin}${site.path}/posts/${post.id}`

function rssText(site: Site, posts: Post[], encoding: string): string {
  const items = posts.map(
    (post) => `<item><title>${escapeXml(headline(post.text))}</title><link>${link(site, post)}</link>
<guid>${link(site, post)}</guid><dc:creator>${escapeXml(post.author)}</dc:creator><pubDate>${post.at.toUTCString()}</pubDate>
<description>${escapeXml(`<p>${escapeXml(post.text)}</p>`)}</description></item>`,
  )
  return `<?xml version="1.0" encoding="${encoding}"?>
<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>${escapeXml(site.title)}</title>
<link>${site.origin}${site.path}</link><description>A demo site</description>
${items.join('\n')}
</channel></rss>`
}

export const rss: Format = {
  contentType: 'application/rss+xml; charset=utf-8',
  write: (site, posts) => Buffer.from(rssText(site, posts, 'utf-8')),
}

/** An old forum: Latin letters in one byte each, said only in the XML declaration. */
export const latinRss: Format = {
  contentType: 'text/xml',
  write: (site, posts) =>
    Buffer.from(
      rssText(site, posts, 'windows-1252').replaceAll(/[^\0-\xff]/g, (sign) => `&#${sign.codePointAt(0)};`),
      'latin1',
    ),
}

export const atom: Format = {
  contentType: 'application/atom+xml',
  write: (site, posts) =>
    Buffer.from(`<?xml version="1.0"?>
<feed xmlns="http://www.w3.org/2005/Atom"><title>${escapeXml(site.title)}</title><id>${site.origin}${site.path}</id>
<link href="${site.origin}${site.path}"/><updated>${(posts[0]?.at ?? new Date(0)).toISOString()}</updated>
${posts
  .map(
    (
      post,
    ) => `<entry><id>${link(site, post)}</id><title>${escapeXml(headline(post.text))}</title><link href="${link(site, post)}"/>
<author><name>${escapeXml(post.author)}</name><uri>${site.origin}${site.path}/people/${encodeURIComponent(post.author)}</uri></author>
<updated>${post.at.toISOString()}</updated><published>${post.at.toISOString()}</published>
<content type="html">${escapeXml(`<p>${escapeXml(post.text)}</p>`)}</content></entry>`,
  )
  .join('\n')}
</feed>`),
}

export const jsonFeed: Format = {
  contentType: 'application/feed+json',
  write: (site, posts) =>
    Buffer.from(
      JSON.stringify({
        version: 'https://jsonfeed.org/version/1.1',
        title: site.title,
        home_page_url: `${site.origin}${site.path}`,
        items: posts.map((post) => ({
          id: post.id,
          url: link(site, post),
          content_text: post.text,
          date_published: post.at.toISOString(),
          authors: [
            {
              name: post.author,
              url: `${site.origin}${site.path}/people/${encodeURIComponent(post.author)}`,
            },
          ],
        })),
      }),
    ),
}

/** A careless template: junk before the declaration, a bare ampersand, an unclosed tag in every description. */
export const damagedRss: Format = {
  contentType: 'text/html',
  write: (site, posts) =>
    Buffer.from(
      `\n\n${rssText(site, posts, 'utf-8')}`
        .replace('A demo site', 'News & more & then some')
        .replaceAll('&lt;/p&gt;', ''),
    ),
}

/** The document is cut off in the middle, as when a site's disk is full. */
export const cutOffRss: Format = {
  contentType: 'application/rss+xml',
  write: (site, posts) => {
    const whole = rss.write(site, posts)
    return whole.subarray(0, Math.floor(whole.length * 0.7))
  },
}
