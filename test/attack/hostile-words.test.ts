import { expect, test } from 'vitest'
import type { Span } from '../../shared/contract/sentiment.ts'
import { addBrand } from '../../shared/domain/brands/add.ts'
import { markDue } from '../../shared/domain/feeds/mark-due.ts'
import { pollFeed } from '../../shared/domain/feeds/poll.ts'
import { addLabel } from '../../shared/domain/labels/add.ts'
import { addLexiconEntry } from '../../shared/domain/lexicon/add.ts'
import { offerLexicon } from '../../shared/domain/lexicon/offer.ts'
import { previewLexicon } from '../../shared/domain/lexicon/preview.ts'
import { createListeningTools } from '../../shared/domain/listening/tools.ts'
import { readMention } from '../../shared/domain/mentions/detail.ts'
import { matchKept } from '../../shared/domain/mentions/match-kept.ts'
import { rescoreBrand } from '../../shared/domain/rescoring/work-off.ts'
import { findTopics } from '../../shared/domain/topics/find-topics.ts'
import { moves } from '../../shared/domain/triage/moves.ts'
import { readConfig } from '../../shared/runtime/config.ts'
import { silentLog } from '../../shared/runtime/log.ts'
import { addFeed } from '../support/feeds.ts'
import { serveLocally } from '../support/local-http.ts'
import { addPerson, contradictions, openTestStore } from '../support/store.ts'

const hostile: Record<string, string> = {
  megabyte: `Lumo ${'horrible service '.repeat(60_000)}`,
  zalgo: `Lumo ${'z̸̡̢̛͓̲̻'.repeat(5000)}`,
  emoji: `Lumo ${'😡👍'.repeat(5000)}`,
  families: `xLumo Lumo${'👩‍👩‍👧‍👦🏳️‍🌈'.repeat(3000)}`,
  mixed: 'Lumo ужасный 漢字 عربي terrible הגרוע awful',
  html: 'Lumo &amp;lt;b&amp;gt;awful&amp;lt;/b&amp;gt; &lt;div class="x"&gt;&amp;nbsp;&amp;#0; &lt;p',
  address: 'https://lumo.example/lumo?lumo=awful',
  handles: '@lumo @lumo #lumo',
  halves: 'Lumo &#xD83D; awful &#xDC4D; \uFFFD refund',
  nul: 'Lumo &#0;&#x0; awful refund',
  rightToLeft: '\u202eLumo awful\u202c شركة سيئة',
  word: `Lumo ${'a'.repeat(1_000_000)}`,
  spaces: `Lumo${' '.repeat(300_000)}awful`,
  bangs: `Lumo ${'!'.repeat(300_000)}`,
  numbers: `Lumo ${'1,000.'.repeat(50_000)}`,
  negated: `Lumo ${'not very '.repeat(30_000)}`,
  contrasts: `Lumo ${'but '.repeat(60_000)}`,
  apostrophes: `Lumo ${"don't'".repeat(30_000)}`,
  schemes: `Lumo ${'http://'.repeat(50_000)}`,
  faces: `Lumo ${':('.repeat(100_000)}`,
  urgent: `Lumo ${'my lawyer says it is on fire, for 3 weeks, '.repeat(5000)}`,
  combining: `L\u0301umo Lumo a${'\u0301'.repeat(50_000)} awful`,
}
const longest = 1000

test('whatever a feed says, every poll is survived and every text is scored or honestly not', async () => {
  const store = await openTestStore()
  const { signal } = new AbortController()
  const tools = {
    ...createListeningTools({ config: readConfig({ EARSHOT_ALLOW_PRIVATE_FEEDS: '1' }), log: silentLog }),
    spacingSeconds: 0,
  }
  const ada = await addPerson(store, 'Ada', 'admin')
  const { id: brandId } = await addBrand(store.db, { name: 'Lumo', queries: [{ text: 'lumo' }] })
  await matchKept(tools, store, brandId, signal)
  for (const phrase of ['😡', 'not very', 'awful refund', '👩‍👩‍👧‍👦', '=Lumo', 'lumo awful'])
    await addLexiconEntry(store, ada, { brandId, phrase, weight: 2, active: true })
  await addLabel(store, ada, { brandId, name: 'Everything', rule: 'lumo OR awful' })
  let titled = 0
  let round = 0
  const items = () =>
    Object.entries(hostile).map(([id, text]) => {
      // Also where the title is how the text begins, up to half a character.
      const title = text.slice(0, [0, 10, 29, longest, longest + 1][(titled += 1) % 5])
      const shown = title.isWellFormed() && !title.includes('&') ? title : ''
      return `<item><guid>${id}</guid><title>${shown}</title><description>${round === 0 ? text : `again ${text}`}</description></item>`
    })
  const site = await serveLocally((_request, response) =>
    response.end(`<rss version="2.0"><channel><title>t</title>${items().join('')}</channel></rss>`),
  )
  const { id: feedId } = await addFeed(store.db, { url: `${site.url}/feed` })

  for (; round < 2; round += 1) {
    const began = performance.now()
    await markDue(store, feedId)
    await pollFeed(tools, store, feedId, signal)
    expect(performance.now() - began).toBeLessThan(20_000)
    const { rows: checks } = await store.pool.query(
      'SELECT outcome, problem FROM feed_check ORDER BY id DESC',
    )
    expect(checks[0]).toEqual({ outcome: 'items', problem: null })
  }
  await rescoreBrand(tools, store, brandId, { signal, untilMs: 60_000 })
  await findTopics(store, brandId, signal)
  const { rows } = await store.pool.query(
    'SELECT m.id, i.external_id AS name FROM mention m JOIN item i ON i.id = m.item_id ORDER BY m.id',
  )
  expect(rows.map(({ name }) => name).toSorted()).toEqual(Object.keys(hostile).toSorted())
  await previewLexicon(store, tools, { brandId, entry: { phrase: 'awful', weight: -5 } })
  for (const { id, name } of rows) {
    const said = await readMention(store, ada, id)
    const { score, label, pNegative } = said.card.sentiment
    expect(
      [score, pNegative].map((one) => one === null),
      name,
    ).toEqual([label === null, label === null])
    const lies = [...said.contributions, ...said.cues, ...said.urgency].filter(
      (one: Span & { text?: string }) => {
        const shown = (one.field === 'title' ? said.card.title : said.text).slice(one.start, one.end)
        return shown === '' || !shown.isWellFormed() || (one.text !== undefined && one.text !== shown)
      },
    )
    expect(lies, name).toEqual([])
    await moves.correct(store, ada, id, { label: label === 'negative' ? 'positive' : 'negative' })
    const began = performance.now()
    await offerLexicon(store, tools, id)
    expect(performance.now() - began, name).toBeLessThan(3000)
  }
  expect(await contradictions(store)).toEqual([])
  await site.close()
  await tools.close()
  await store.close()
}, 90_000)
