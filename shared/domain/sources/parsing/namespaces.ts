/** Namespaces that feeds use, lower case and without their last `/` or `#`, and the prefix by which readers know them. */
const prefixes: [RegExp, string][] = [
  [/^http:\/\/purl\.org\/(rss\/1\.0|net\/rss1\.1|rss\/2\.0)$/, ''],
  [/^http:\/\/(my\.netscape\.com\/rdf\/simple\/0\.9|channel\.netscape\.com\/rdf\/simple\/0\.9)$/, ''],
  [/^http:\/\/(backend\.userland\.com|blogs\.law\.harvard\.edu\/tech|cyber\.law\.harvard\.edu)\/rss2?$/, ''],
  [/^http:\/\/backend\.userland\.com\/rss(09\d|2)$/, ''],
  [
    /^https?:\/\/(www\.w3\.org\/2005\/atom|purl\.org\/(atom|echo|pie)(\/.*)?|example\.com\/newformat)/,
    'atom',
  ],
  [/^https?:\/\/purl\.org\/dc\/elements\/1\.\d$/, 'dc'],
  [/^https?:\/\/purl\.org\/dc\/terms$/, 'dcterms'],
  [/^https?:\/\/purl\.org\/rss\/1\.0\/modules\/content$/, 'content'],
  [/^https?:\/\/purl\.org\/rss\/1\.0\/modules\/syndication$/, 'sy'],
  [/^https?:\/\/purl\.org\/rss\/1\.0\/modules\/slash$/, 'slash'],
  [/^https?:\/\/(www\.)?itunes\.com\/dtds\/podcast-1\.0\.dtd$/, 'itunes'],
  [/^https?:\/\/(www\.)?google\.com\/schemas\/play-podcasts\/1\.0$/, 'googleplay'],
  [/^https?:\/\/(search\.yahoo\.com\/mrss|(www\.)?rssboard\.org\/media-rss)/, 'media'],
  [/^https?:\/\/rssnamespace\.org\/feedburner\/ext\/1\.0$/, 'feedburner'],
  [/^https?:\/\/purl\.org\/syndication\/thread\/1\.0$/, 'thr'],
  [/^https?:\/\/wellformedweb\.org\/commentapi$/, 'wfw'],
  [/^https?:\/\/www\.w3\.org\/1999\/02\/22-rdf-syntax-ns$/, 'rdf'],
  [/^https?:\/\/(www\.w3\.org\/1999\/xhtml|www\.w3\.org\/tr\/rec-html40)$/, 'xhtml'],
]

/** The customary prefix of a namespace, `''` for RSS's own; null for namespaces that say nothing to Earshot. */
export function prefixOf(namespace: string): string | null {
  const name = namespace
    .trim()
    .toLowerCase()
    .replace(/[/#]+$/, '')
  return prefixes.find(([names]) => names.test(name))?.[1] ?? null
}
