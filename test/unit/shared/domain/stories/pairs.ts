import type { Told } from '../../../../../shared/domain/stories/telling.ts'

/** What was said first, what was said later, and how that differs. */
export type Pair = { how: string; first: Told; later: Told }

const post = (text: string): Told => ({ title: '', text })
const headline = (title: string, text = ''): Told => ({ title, text })

const lost =
  'I have been waiting three hours at the gate and nobody from Lumo Air tells us anything. Worst service ever.'
const campaign =
  'Lumo Air still sells seats on planes that it knows are unsafe. Ask them why they ignore their own engineers, and share this until they answer.'
const headlineText = 'Lumo Air cancels two hundred flights after a computer failure at three airports'
const article = `${headlineText}. Passengers slept on the floor of the terminal on Tuesday night while the company looked
for a fault in its booking system. A spokesperson said that everybody would be rebooked within two days and that hotels
were paid for. The union blames cuts in maintenance.`
const letter = `My name is Anna from Leeds and I call on Lumo Air to publish the report on cabin air. My children fly with
you every summer, and you owe every family an honest answer about what we breathe on board your planes.`

/** The second says what the first has said. */
export const repeats: Pair[] = [
  { how: 'retweet', first: post(lost), later: post(`RT @jo_travels: ${lost}`) },
  { how: 'retweet that was cut', first: post(lost), later: post(`RT @jo_travels: ${lost.slice(0, 80)}…`) },
  {
    how: 'retweet of a short one',
    first: post('Lumo Air is a joke.'),
    later: post('RT @jo: Lumo Air is a joke.'),
  },
  { how: 'quotation marks', first: post(lost), later: post(`"${lost}" via @jo_travels`) },
  { how: 'copied with a link', first: post(campaign), later: post(`${campaign} https://example.org/p/1`) },
  {
    how: 'another link',
    first: post(`${campaign} https://a.example/1`),
    later: post(`${campaign} http://b.example/2`),
  },
  { how: 'hashtags at the end', first: post(campaign), later: post(`${campaign} #lumoair #safety #share`) },
  { how: 'other hashtags', first: post(`${campaign} #lumoair`), later: post(`${campaign} #unsafe #planes`) },
  { how: 'handles in front', first: post(campaign), later: post(`@lumoair @minister ${campaign}`) },
  { how: 'handles behind', first: post(campaign), later: post(`${campaign} cc @minister@social.example`) },
  { how: 'emoji and capitals', first: post(campaign), later: post(`🚨🚨 ${campaign.toUpperCase()} 🚨`) },
  {
    how: 'accents and quotes',
    first: post('“Lumo Air” répond toujours la même chose à ses passagers bloqués'),
    later: post('"Lumo Air" repond toujours la meme chose a ses passagers bloques!'),
  },
  { how: 'a word in front', first: post(campaign), later: post(`BREAKING: ${campaign}`) },
  { how: 'two words in front', first: post(campaign), later: post(`So true! ${campaign}`) },
  { how: 'a word behind', first: post(campaign), later: post(`${campaign} Shame!`) },
  {
    how: 'another name and town',
    first: post(letter),
    later: post(letter.replace('Anna from Leeds', 'Piotr from Crewe')),
  },
  { how: 'one word changed', first: post(letter), later: post(letter.replace('honest', 'frank')) },
  {
    how: 'a sentence left out',
    first: post(letter),
    later: post(letter.replace('My children fly with\nyou every summer, and', 'And')),
  },
  {
    how: 'syndicated, other printers',
    first: headline(`${headlineText} - The Guardian`),
    later: headline(`${headlineText} | Reuters`),
  },
  {
    how: 'syndicated, a printer and none',
    first: headline(`${headlineText} – BBC News`),
    later: headline(headlineText),
  },
  {
    how: 'the headline again as text',
    first: headline(`${headlineText} - The Guardian`, `${headlineText}  The Guardian`),
    later: headline(`${headlineText} - example.com`, headlineText),
  },
  {
    how: 'a headline that was posted',
    first: headline(`${headlineText} - The Guardian`),
    later: post(`${headlineText} https://example.org/x via @guardian`),
  },
  {
    how: 'syndicated article, other ending',
    first: headline(headlineText, article),
    later: headline(headlineText, `${article} Read more at Example News.`),
  },
  {
    how: 'syndicated article, cut',
    first: headline(headlineText, article),
    later: headline(headlineText, `${article.slice(0, 260)} …`),
  },
  {
    how: 'article, one word edited',
    first: headline(headlineText, article),
    later: headline(headlineText, article.replace('two days', 'three days').replace('blames', 'names')),
  },
  {
    how: 'same short words about one page',
    first: post('Look at this, Lumo Air https://example.org/a?utm_source=x'),
    later: post('look at this lumo air! https://www.example.org/a'),
  },
  {
    how: 'Japanese',
    first: post('ルーモ航空は三時間遅れで何の説明もないまま乗客を待たせている'),
    later: post('RT @jo: ルーモ航空は三時間遅れで何の説明もないまま乗客を待たせている'),
  },
  { how: 'line breaks', first: post(campaign), later: post(campaign.replaceAll('. ', '.\n\n')) },
]

/** Alike, but another person's own case, or another case. */
export const nearMisses: Pair[] = [
  { how: 'a common outcry', first: post('worst airline ever!'), later: post('Worst airline ever') },
  {
    how: 'a common outcry about a page each',
    first: post('worst airline ever! https://a.example/1'),
    later: post('Worst airline ever https://b.example/2'),
  },
  {
    how: 'another order',
    first: post('My Lumo order 123456 never arrived and nobody answers my mails'),
    later: post('My Lumo order 654321 never arrived and nobody answers my mails'),
  },
  {
    how: 'another flight',
    first: post(`Lumo flight LA12: ${lost}`),
    later: post(`Lumo flight LA90: ${lost}`),
  },
  {
    how: 'another sum',
    first: post('Lumo Air charged me 200 euro twice for the same seat and keeps silent'),
    later: post('Lumo Air charged me 90 euro twice for the same seat and keeps silent'),
  },
  {
    how: 'a number where none was',
    first: post('My Lumo order never arrived and nobody answers my mails at all'),
    later: post('My Lumo order 77812 never arrived and nobody answers my mails at all'),
  },
  {
    how: 'another product',
    first: post('My Lumo kettle broke after two weeks of normal use'),
    later: post('My Lumo toaster broke after two weeks of normal use'),
  },
  {
    how: 'another time',
    first: post('My parcel from Lumo has not arrived after two weeks of waiting'),
    later: post('My parcel from Lumo has not arrived after three weeks of waiting'),
  },
  { how: 'the same here', first: post(campaign), later: post(`${campaign} Same here.`) },
  { how: 'me too', first: post(lost), later: post(`Me too! ${lost}`) },
  {
    how: 'an own case behind a quotation',
    first: post(lost),
    later: post(`RT @jo_travels: ${lost} They lost our bags in Porto on top of it and the desk is closed.`),
  },
  {
    how: 'a sentence of one, alone',
    first: post(`${letter} ${campaign}`),
    later: post('Ask them why they ignore their own engineers, and share'),
  },
  {
    how: 'other words',
    first: post(lost),
    later: post(
      'Stuck at the gate for three hours, and the Lumo Air desk is empty. What a terrible service.',
    ),
  },
  {
    how: 'other headline, same printer',
    first: headline('Lumo Air names a new head of safety after the report - The Guardian'),
    later: headline('Lumo Air loses a case about lost bags at the high court - The Guardian'),
  },
  {
    how: 'the same beginning',
    first: post(
      'Dear Lumo Air, I have been a customer for ten years and today you cancelled my flight without a word',
    ),
    later: post(
      'Dear Lumo Air, I have been a customer for ten years and today you doubled the price of my ticket',
    ),
  },
  {
    how: 'a form letter about another thing',
    first: post('Hello Lumo, please tell me when my refund for the cancelled trip to Rome is paid'),
    later: post('Hello Lumo, please tell me when my refund for the broken suitcase handle is paid'),
  },
  {
    how: 'a denial',
    first: post('Lumo Air answers within an hour and always helps when a train is late'),
    later: post('Lumo Air never answers within an hour and always helps when a train is late'),
  },
  {
    how: 'the opposite of a long one',
    first: post(campaign),
    later: post(campaign.replace('it knows are unsafe', 'I know are not safe')),
  },
  { how: 'a far longer one', first: post(headlineText), later: post(article) },
  { how: 'nothing but a link', first: post('https://example.org/a'), later: post('https://example.org/b') },
]
