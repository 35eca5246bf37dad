import type { ReactElement } from 'react'
import styles from './query-help.module.css'

const parts = [
  {
    about: 'Words',
    examples: [
      ['acme airlines', 'both words, anywhere in title or text'],
      ['"acme air"', 'these words, one after the other'],
      ['acme OR acmeair', 'one of them is enough'],
      ['(acme OR acmeair) delay', 'one of them, and “delay”'],
      ['acme NOT airbrush', 'acme, but not where “airbrush” stands; -airbrush is the same'],
      ['@acmeair', 'the name as it is mentioned; #acmeair as a tag'],
    ],
  },
  {
    about: 'Spelling and distance',
    examples: [
      ['acme*', 'every word that begins so: acme, acmeair; at least three letters'],
      ['=Acme', 'exactly so: not acme, not ACME; ="Acme Air" for a phrase'],
      ['acme near/5 late', 'in either order, with at most five words between'],
      ['"acme air" near/5 (late OR delay*)', 'phrases and alternatives, too'],
    ],
  },
  {
    about: 'Who, where and what',
    examples: [
      ['author:"Jo Doe"', 'by somebody whose name has these words; author:@jo by their handle'],
      ['site:acme.com/blog', 'on this site, or below it; the path may be left out'],
      ['title:acme', 'in the title'],
      ['acme source:mastodon', 'from one kind of source: rss, mastodon, bluesky …'],
      ['acme lang:en', 'in this language; where it is not known, it does not match'],
      ['acme has:link', 'with a link in the text; has:media with a picture, sound or video'],
    ],
  },
] as const

/** How queries are written, folded away until asked for. */
export function QueryHelp(): ReactElement {
  return (
    <details className={styles['help']}>
      <summary>How queries are written</summary>
      {parts.map(({ about, examples }) => (
        <section key={about} aria-label={about}>
          <h4 className={styles['about']}>{about}</h4>
          <dl className={styles['list']}>
            {examples.map(([query, means]) => (
              <div key={query} className={styles['pair']}>
                <dt>
                  <code>{query}</code>
                </dt>
                <dd>{means}</dd>
              </div>
            ))}
          </dl>
        </section>
      ))}
      <p>
        Capital letters and accents make no difference, except after =. Whole words are found; in Chinese,
        Japanese, Thai and other scripts without spaces also parts of them. Quotes make a sign or an operator
        an ordinary word: "10:30", "and". A brand hears what any of its queries matches.
      </p>
    </details>
  )
}
