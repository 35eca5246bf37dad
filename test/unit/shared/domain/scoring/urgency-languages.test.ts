import { describe, expect, it } from 'vitest'
import { createScorer } from '../../../../../shared/domain/scoring/create-scorer.ts'

const scorer = createScorer()

/** By language: kind, a text that must give it, and one that sounds like it and must not. */
const texts: Record<string, [kind: string, fires: string, isQuiet: string][]> = {
  de: [
    [
      'safety',
      'Das Ladegerät hat gestern Feuer gefangen',
      'Feuer und Flamme für das neue Album, das ist toll',
    ],
    [
      'legal',
      'Sie hören von meinem Anwalt, das ist nicht in Ordnung',
      'Der Anwalt ist eine gute Serie und ich mag sie',
    ],
    [
      'vulnerable',
      'Meine Mutter sitzt im Rollstuhl und der Aufzug ist kaputt',
      'Mit der Oma war es ein schöner Tag im Park',
    ],
    [
      'press',
      'Ich habe eine Presseanfrage zu eurem Ausfall',
      'Die Presse schreibt heute wieder über das Wetter',
    ],
    [
      'outage',
      'Seit gestern kein Internet und niemand weiß etwas',
      'Das Internet ist für mich die beste Erfindung',
    ],
    ['money', 'Ihr habt doppelt abgebucht, ich will mein Geld zurück', 'Das Geld ist nicht alles im Leben'],
    ['deadline', 'Ich brauche das Paket spätestens morgen', 'Guten Morgen, das ist ein schöner Tag'],
    ['waitingTime', 'Ich warte seit drei Wochen auf eine Antwort', 'Das Spiel ist erst in drei Wochen'],
    ['waitingTime', 'Drei Wochen ohne Internet', 'Drei Wochen Urlaub am Meer'],
    ['question', 'Könnt ihr mir bitte helfen, wo ist mein Paket?', 'Was für ein schöner Tag ist das denn'],
  ],
  es: [
    [
      'safety',
      'El cargador se incendió y la casa huele a quemado',
      'El concierto fue un incendio de emociones, muy bueno',
    ],
    ['legal', 'Voy a denunciar esto, hablen con mi abogado', 'El abogado es una serie que me gusta mucho'],
    [
      'vulnerable',
      'Mi madre va en silla de ruedas y el ascensor no funciona',
      'Mi madre hace la mejor comida del mundo',
    ],
    [
      'press',
      'Soy periodista y preparo un reportaje sobre el servicio',
      'La prensa de hoy habla del partido',
    ],
    [
      'outage',
      'Llevamos desde ayer sin internet y nadie responde',
      'El internet es lo mejor que hay para mí',
    ],
    ['money', 'Me cobraron dos veces y quiero el reembolso', 'El dinero no es lo más importante para mí'],
    [
      'deadline',
      'Necesito el paquete antes del viernes, es urgente',
      'Hasta mañana a todos, que lo pasen bien',
    ],
    [
      'waitingTime',
      'Llevo tres semanas esperando una respuesta',
      'El partido es en tres semanas y estoy feliz',
    ],
    ['question', '¿Me pueden ayudar? ¿Dónde está mi pedido?', 'Que tengan un buen día todos ustedes'],
  ],
  fr: [
    [
      'safety',
      'Le chargeur a pris feu cette nuit chez nous',
      'Cette chanson met le feu à la salle, c’est génial',
    ],
    [
      'legal',
      'Je vais porter plainte, vous aurez affaire à mon avocat',
      'La police a fait une conférence pour les élèves',
    ],
    [
      'vulnerable',
      'Ma mère est en fauteuil roulant et l’ascenseur est en panne',
      'Ma mère fait les meilleures tartes de la région',
    ],
    [
      'press',
      'Je suis journaliste et je prépare un article sur vos retards',
      'La presse en parle ce matin dans le journal',
    ],
    [
      'outage',
      'Plus de réseau depuis hier et le site est inaccessible',
      'Le réseau des anciens élèves est une belle idée',
    ],
    [
      'money',
      'Vous m’avez débité deux fois, je veux un remboursement',
      'L’argent ne fait pas le bonheur dans la vie',
    ],
    [
      'deadline',
      'Il me faut une réponse avant demain, c’est urgent',
      'À demain les amis et bonne soirée à vous',
    ],
    [
      'waitingTime',
      'J’attends une réponse depuis trois semaines',
      'Le match est dans trois semaines et je suis content',
    ],
    ['question', 'Pouvez-vous m’aider ? Où est mon colis ?', 'Quel plaisir de vous voir sur scène ce soir'],
  ],
  pt: [
    [
      'safety',
      'O carregador explodiu e saiu fumaça da tomada',
      'O show foi uma explosão de alegria, muito bom',
    ],
    [
      'legal',
      'Vou processar vocês, meu advogado já está avisado',
      'O advogado é uma série que eu gosto muito',
    ],
    [
      'vulnerable',
      'Minha mãe é cadeirante e o elevador não funciona',
      'Minha mãe faz a melhor comida do mundo',
    ],
    [
      'press',
      'Sou jornalista e estou preparando uma matéria sobre o atraso',
      'A imprensa fala hoje do jogo de ontem',
    ],
    [
      'outage',
      'Estamos sem internet desde ontem e ninguém responde',
      'A internet é a melhor invenção para mim',
    ],
    ['money', 'Cobraram duas vezes e quero o reembolso', 'O dinheiro não é o mais importante na vida'],
    ['deadline', 'Preciso de uma resposta até amanhã, é urgente', 'Bom dia a todos, não percam o show'],
    [
      'waitingTime',
      'Estou esperando há três semanas por uma resposta',
      'O jogo é em três semanas e estou muito feliz',
    ],
    ['question', 'Vocês podem me ajudar? Cadê meu pedido?', 'Que dia bonito para um passeio com os amigos'],
  ],
  it: [
    [
      'safety',
      'Il caricatore ha preso fuoco stanotte a casa mia',
      'Il concerto ha acceso la serata, molto bello',
    ],
    ['legal', 'Vi denuncio, sentirete il mio avvocato', 'La polizia ha fatto una bella festa per i bambini'],
    [
      'vulnerable',
      'Mia madre è in sedia a rotelle e l’ascensore è rotto',
      'Mia madre fa la torta più buona del mondo',
    ],
    [
      'press',
      'Sono una giornalista e sto scrivendo un articolo su di voi',
      'La stampa parla oggi della partita di ieri',
    ],
    ['outage', 'Siamo senza internet da ieri e nessuno risponde', 'Internet è la migliore invenzione per me'],
    [
      'money',
      'Mi avete addebitato due volte, voglio il rimborso',
      'Il denaro non è tutto nella vita di una persona',
    ],
    [
      'deadline',
      'Mi serve una risposta entro domani, è urgente',
      'A domani a tutti e buona serata da parte mia',
    ],
    [
      'waitingTime',
      'Aspetto una risposta da tre settimane',
      'La partita è tra tre settimane e sono contento',
    ],
    ['waitingTime', 'Tre settimane senza internet', 'Tre settimane di vacanza al mare'],
    [
      'question',
      'Potete aiutarmi per favore? Dov’è il mio pacco?',
      'Che bella giornata per una gita con gli amici',
    ],
  ],
}

describe.each(Object.keys(texts))('%s', (language) => {
  it.each(texts[language]!)('%s', (kind, fires, isQuiet) => {
    const kinds = (text: string) => {
      const scored = scorer.score(text, { language })
      expect(scored.language).toBe(language)
      for (const one of [...scored.urgency, ...scored.cues]) expect(one.end).toBeGreaterThan(one.start)
      return scored.urgency.map(({ id }) => id)
    }
    expect(kinds(fires)).toContain(kind)
    expect(kinds(isQuiet)).not.toContain(kind)
  })

  it('names the signs of a complaint', () => {
    const [, complaint = ''] = texts[language]!.find(([kind]) => kind === 'waitingTime') ?? []
    const scored = scorer.score(complaint, { language })
    expect(scored.cues).toContainEqual(expect.objectContaining({ id: 'waiting', why: 'waiting' }))
  })
})
