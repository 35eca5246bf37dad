/** One of the demo's brands, with what people say about it. `{n}`, `{place}` and `{day}` are filled in when published. */
export type DemoBrand = {
  name: string
  query: string
  complaints: string[]
  praise: string[]
  neutral: string[]
  /** What cannot wait: somebody in danger, a journalist, a court, a deadline. */
  urgent: string[]
  /** Said by many within a few seconds when the demo's spike comes. */
  spike: string[]
}

export const demoBrands: DemoBrand[] = [
  {
    name: 'Lumo Air',
    query: '"lumo air" OR @lumoair OR #lumoair',
    complaints: [
      'Lumo Air cancelled my flight to {place} and the only help at the desk was a sad leaflet. Terrible service, I want my money back.',
      'Third day without my suitcase. @lumoair loses it, then hangs up on me. I am so angry.',
      'Waited {n} hours at the gate in {place}, no announcement, no apology. Lumo Air is a disaster.',
      'The refund @lumoair promised on {day} never came. This is a scam and I feel cheated.',
      'Lumo Air charged me twice for one bag and refuses to fix it. Awful.',
      'My mother is stuck in {place} because of Lumo Air and nobody answers the phone. She is scared and alone.',
      'Horrible seat, broken screen, rude crew. Never again, Lumo Air.',
      '@lumoair your app crashed during check-in, I missed the flight to {place} and now you blame me?',
    ],
    praise: [
      'Huge thanks to the Lumo Air crew on the flight to {place}: kind, funny, and they found my lost toy rabbit.',
      'Lumo Air rebooked us within minutes after the storm. Excellent, calm people. Love it.',
      'Best coffee I ever had on a plane. Well done, @lumoair!',
      'The new Lumo Air seats are wonderful for tall people. Great legroom.',
    ],
    neutral: [
      'Does Lumo Air fly to {place} in winter, or only from {day}?',
      'Lumo Air announces {n} new routes from {place} next spring.',
      'Saw the new #lumoair colours at {place} today.',
      'Which terminal does Lumo Air use in {place} these days?',
      'Quarterly figures: Lumo Air carried {n} per cent more passengers than last year.',
    ],
    urgent: [
      'Smoke in row {n} on the Lumo Air flight from {place}, my wife has asthma and nobody tells us anything.',
      'I am a reporter with the Harbour Gazette and write about refunds at Lumo Air. Whom can I ask before {day}, 5 pm?',
      '@lumoair I need the invoice by {day} or I lose the reimbursement. Who can send it?',
      'Lumo Air left my grandfather alone in a wheelchair at {place} for {n} hours. He is 84.',
    ],
    spike: [
      'All Lumo Air flights from {place} are cancelled and the website is down. Total chaos, nobody helps.',
      '@lumoair what is going on in {place}? Hundreds of angry people, no staff, no water. Terrible.',
      'Stranded in {place} with two kids. Lumo Air cancelled everything and lies about hotels. Awful.',
      'Lumo Air system failure again. I lost my connection and {n} hours of my life. Worst airline.',
    ],
  },
  {
    name: 'Brightwire',
    query: 'brightwire OR "bright wire internet"',
    complaints: [
      'Brightwire is down again in {place}. Third time this week, and the hotline hangs up every time. Fed up and furious.',
      'Paying Brightwire for fast internet and getting {n} megabits is a joke. A bad one.',
      'The Brightwire technician did not show up. Again. I wasted a whole {day} waiting.',
      'Brightwire raised my price without telling me and will not let me cancel. This is fraud.',
      'No internet since {day}, I cannot work, and Brightwire says the problem is my wall. Useless.',
      'Brightwire support chat closed my ticket without an answer. Disgusting way to treat people.',
    ],
    praise: [
      'Brightwire fixed our line in {place} within an hour, on a {day} evening. Impressive and friendly!',
      'Switched to Brightwire and I am happy: fast, fair price, good people.',
      'Thank you Brightwire, the fibre at my gran’s place works perfectly now.',
    ],
    neutral: [
      'Is there a Brightwire outage map for {place}?',
      'Brightwire starts digging for fibre in {place} on {day}.',
      'How do I set my own router with Brightwire? Asking for {n} friends.',
      'Brightwire will sponsor the {place} library for another year.',
    ],
    urgent: [
      'The Brightwire box in our hall in {place} sparks and smells of burning. There are children in the house.',
      'My lawyer will write to Brightwire on {day} if the contract is not cancelled by then.',
      'My mother’s emergency button runs over Brightwire and has been dead since {day}.',
    ],
    spike: [
      'Brightwire outage in {place}: no internet, no phone, no answer. Angry.',
      'Everything is dead in {place}. Brightwire broke it and says nothing. Terrible company.',
    ],
  },
  {
    name: 'Pantry Post',
    query: '"pantry post" OR @pantrypost NOT "pantry post office"',
    complaints: [
      'Pantry Post delivered rotten tomatoes and refuses the refund. Disgusting.',
      'My Pantry Post order never arrived, and the driver marked it as delivered. Liars.',
      'Second week with wrong items from @pantrypost. I am disappointed and hungry.',
      'Found broken glass in a Pantry Post bag. This is dangerous and nobody answers my mail.',
      'Pantry Post cancelled my delivery slot on {day} with no reason. Useless, I am furious.',
    ],
    praise: [
      'Pantry Post left a kind note and extra apples for my sick kid. Lovely people, thank you.',
      'The Pantry Post driver in {place} is a hero. Carried everything to the fifth floor, smiling.',
      'Fresh, quick, good prices: happy with Pantry Post.',
    ],
    neutral: [
      'Does Pantry Post deliver to {place} before {n} o’clock?',
      'Pantry Post opens a depot in {place} on {day}.',
      'Comparing Pantry Post and the market on {place} square: {n} products, one basket.',
    ],
    urgent: [
      'Allergic reaction after a Pantry Post salad: nuts that are not on the label. We are in hospital in {place}.',
      'I work for the {place} radio and report on spoiled food from Pantry Post today. Please call back before noon.',
      'Pantry Post charged my card {n} times for one order and the rent is due on {day}.',
    ],
    spike: [
      'Pantry Post took my money and cancelled the order. {n} neighbours in {place} say the same. Fraud!',
    ],
  },
]

/** What else is on the demo's internet: nothing that any brand asked for. */
export const chatter = [
  'Morning fog over {place}, {n} degrees, and the bakery already smells of bread.',
  'Reading {n} pages a day until {day}. So far, so good.',
  'Looking for a second-hand bicycle in {place}.',
  'The {place} marathon route for {day} is out.',
  'A recipe for lentil soup that takes {n} minutes.',
  'Night trains from {place} are back after {n} years.',
]

export const places = [
  'Porto',
  'Leeds',
  'Graz',
  'Bergen',
  'Lyon',
  'Gdansk',
  'Turin',
  'Malmö',
  'Cork',
  'Ghent',
]
export const days = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday']
export const authors = [
  'maria_k',
  'tobias.w',
  'NinaOnTour',
  'gran_dad_joe',
  'Ölaf S.',
  'priya',
  'lucas-m',
  'Fatima Z.',
  'devon',
  'Chen Wei',
  'anouk',
  'Oduya',
  'hiker42',
  'Zsófia',
  'samir',
  'petra from the corner',
]
