/** What is said in other languages. Dutch and Japanese are not scored: they have a lane of their own. */
export const otherLanguages: { language: string; texts: string[] }[] = [
  {
    language: 'de',
    texts: [
      'Seit {n} Stunden kein Internet von Brightwire in {place}, und die Hotline legt einfach auf. Unverschämt.',
      'Danke an die Crew von Lumo Air, das war ein wunderbarer Flug nach {place}.',
      'Pantry Post hat meine Bestellung wieder vergessen. Ich bin sehr enttäuscht.',
    ],
  },
  {
    language: 'es',
    texts: [
      'Lumo Air canceló mi vuelo a {place} y nadie contesta. Un servicio pésimo, quiero mi dinero.',
      'Muchas gracias a Brightwire, la fibra llegó en {n} días y funciona genial.',
    ],
  },
  {
    language: 'fr',
    texts: [
      'Toujours aucune réponse de Lumo Air pour mon remboursement, c’est vraiment nul.',
      'Pantry Post à {place} : livraison rapide et livreur très gentil, merci !',
    ],
  },
  {
    language: 'nl',
    texts: [
      'Alweer geen internet van Brightwire in {place}, dit is de derde keer deze week en niemand neemt op.',
      'Weet iemand of Pantry Post ook op {n} hoog bezorgt?',
    ],
  },
  {
    language: 'ja',
    texts: ['Lumo Air の便が遅れています。{n}時間も待っているのに説明がありません。'],
  },
]
