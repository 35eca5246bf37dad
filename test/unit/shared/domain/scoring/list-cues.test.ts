import { describe, expect, it } from 'vitest'
import { defaultQueueThreshold } from '../../../../../shared/contract/brand.ts'
import { compileBrandLexicon } from '../../../../../shared/domain/scoring/brand-lexicon.ts'
import { createScorer } from '../../../../../shared/domain/scoring/create-scorer.ts'

const scorer = createScorer()
const threshold = defaultQueueThreshold

describe('complaints without a word of feeling, in languages that are scored by lists', () => {
  it.each([
    ['de', 'Das Paket ist seit drei Wochen nicht da, ich will mein Geld zurück'],
    ['de', 'Das Internet geht seit Tagen nicht'],
    ['es', 'Mi pedido no ha llegado y nadie responde. Quiero mi dinero.'],
    ['fr', 'La livraison n’est jamais arrivée et personne ne répond, je veux être remboursé'],
    ['pt', 'O meu pedido não chegou e ninguém responde'],
    ['it', 'Aspetto il rimborso da tre settimane e nessuno risponde al telefono'],
    ['it', 'Il servizio clienti non risponde mai.'],
    ['it', 'Il pacco non è mai arrivato.'],
    ['fr', 'Le service client ne répond jamais.'],
    ['de', 'Mein Paket ist nie angekommen und keiner antwortet.'],
    ['de', 'Das Paket kam nie an, der Kundendienst antwortet nicht.'],
  ])('%s: %s', (language, text) => {
    const scored = scorer.score(text)
    expect(scored).toMatchObject({ language, label: 'negative' })
    expect(scored.score!).toBeLessThan(threshold)
  })

  it('are told by the places of their signs, which sum to the log-odds and do not overlap', () => {
    const text = 'Das Internet geht seit Tagen nicht, schon wieder kein Netz. Schrecklich!'
    const { contributions, constant, pNegative } = scorer.score(text)
    const sum = contributions.reduce((all, { weight }) => all + weight, constant.weight)
    expect(sum).toBeCloseTo(Math.log(pNegative! / (1 - pNegative!)), 6)
    contributions.forEach(({ start, end }, index) => {
      expect(text.slice(start, end)).toBe(contributions[index]!.text)
      expect(start).toBeGreaterThanOrEqual(contributions[index - 1]?.end ?? 0)
    })
  })

  it('are scored alike whether they are explained or not', () => {
    const text = 'Mi pedido no ha llegado y nadie responde.'
    const { pNegative, score, label } = scorer.score(text)
    expect(scorer.score(text, { explain: false })).toMatchObject({ pNegative, score, label })
  })

  it('say nothing where the brand says so of the words', () => {
    const text = 'Das neue Album heißt Kein Netz und erscheint morgen in den Läden'
    const lexicon = compileBrandLexicon([{ phrase: 'Kein Netz', weight: 0 }])
    expect(scorer.score(text, { lexicon }).pNegative!).toBeLessThan(scorer.score(text).pNegative!)
  })

  it('are none in questions and news', () => {
    for (const text of [
      'Wann öffnet die Filiale in der Innenstadt morgen früh?',
      '¿A qué hora abre mañana la tienda del centro?',
      'La banque ouvre une nouvelle agence à Lyon au printemps',
    ])
      expect(scorer.score(text).score!).toBeGreaterThan(threshold)
  })
})
