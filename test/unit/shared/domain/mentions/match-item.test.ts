import { expect, test } from 'vitest'
import { listeningFor } from '../../../../../shared/domain/listening/listening-for.ts'
import { parseQuery } from '../../../../../shared/domain/matching/query.ts'
import { matchItem } from '../../../../../shared/domain/mentions/match-item.ts'
import { scoreItem } from '../../../../../shared/domain/mentions/score-item.ts'
import { createScorer } from '../../../../../shared/domain/scoring/create-scorer.ts'
import { readSet, sentimentFolder } from '../../../../support/sentiment-sets.ts'

const scorer = createScorer()
const languages = ['en', 'de', 'es', 'fr', 'it', 'pt', 'hi', 'ar', 'ja', 'zh']
const listening = listeningFor(
  languages.map((language) => parseQuery(`lumo lang:${language}`)),
  scorer,
)
const feed = { brandId: null, source: 'rss' }

type Said = { title: string; text: string; language: string | null }
const said = (text: string, more: Partial<Said> = {}): Said => ({ title: '', text, language: null, ...more })

const matched = (item: Said) =>
  (matchItem(item, feed, listening).matchesByBrand.get(0) ?? []).map(({ queryId }) => languages[queryId])

function shown(item: Said): string[] {
  const { language } = scoreItem(item, feed.source, scorer).scored
  return language !== null && languages.includes(language) ? [language] : []
}

test.each([
  ['en', 'The parcel from Lumo has not arrived yet'],
  ['de', 'Das Paket von Lumo ist schon wieder nicht angekommen'],
  ['de', 'Lumo Kundendienst unerreichbar, Frechheit'],
  ['es', 'El paquete de Lumo no llegó y nadie contesta'],
  ['fr', 'Le colis de Lumo est encore en retard, merci pour rien'],
  ['it', 'Il pacco di Lumo non è ancora arrivato'],
  ['pt', 'A encomenda da Lumo não chegou e ninguém responde'],
  ['ja', 'Lumo の電車がまた遅れている'],
  ['zh', 'Lumo 服务很差'],
])('lang:%s finds what its mention shows as that: %s', (language, text) => {
  expect(matched(said(text))).toEqual([language])
  expect(shown(said(text))).toEqual([language])
})

test('title and text are one, and what a title only repeats tells no language', () => {
  const german = 'Lumo: das Paket ist schon wieder nicht angekommen'
  const items = [
    said('', { title: german }),
    said('Lumo', { title: german }),
    said(german, { title: 'Lumo: das Paket…' }),
    said(`Lumo parcels, they have been late all week. ${german}`, {
      title: 'Lumo parcels, they have been late all…',
    }),
  ]
  for (const item of items) expect(matched(item)).toEqual(shown(item))
  expect(items.slice(0, 3).map(matched)).toEqual([['de'], ['de'], ['de']])
})

test('what is declared counts, unless it says that it does not know', () => {
  const german = 'Das Paket von Lumo ist schon wieder nicht angekommen'
  expect(matched(said(german, { language: 'FR_ca' }))).toEqual(['fr'])
  for (const language of ['und', '']) expect(matched(said(german, { language }))).toEqual(['de'])
  expect(matched(said('Lumo'))).toEqual([])
})

test('the words are asked for their language only where a query wants to know', () => {
  let asked = 0
  const counting = {
    languageOf: (text: string) => {
      asked++
      return scorer.languageOf(text)
    },
  }
  const many = listeningFor(
    [parseQuery('lumo lang:de'), parseQuery('lumo lang:fr'), parseQuery('lumo')],
    counting,
  )
  const about = (item: Said) => matchItem(item, feed, many).matchesByBrand.get(0)?.length
  expect(about(said('das ist nicht von uns'))).toBeUndefined()
  expect(about(said('das ist Lumo', { language: 'de' }))).toBe(2)
  expect(asked).toBe(0)
  expect(about(said('das ist nicht von Lumo'))).toBe(2)
  expect(asked).toBe(1)
})

const folder = sentimentFolder()
test.skipIf(folder === null)('lang: finds exactly what mentions show, over thousands of posts', () => {
  const of = ['english', 'german', 'spanish', 'french', 'italian', 'portuguese', 'hindi', 'arabic']
  let german = 0
  for (const name of of) {
    for (const { text } of readSet(folder ?? '', `umsab/${name}_val`)) {
      const item = said(`lumo ${text}`)
      const found = matched(item)
      expect(found, text).toEqual(shown(item))
      if (name === 'german' && found[0] === 'de') german++
    }
  }
  expect(german).toBeGreaterThan(270)
})
