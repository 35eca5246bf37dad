import { describe, expect, it } from 'vitest'
import type { UrgencyKind } from '../../../../../shared/contract/sentiment.ts'
import { urgencyKinds } from '../../../../../shared/contract/sentiment.ts'
import { createScorer } from '../../../../../shared/domain/scoring/create-scorer.ts'
import { gravityOf, queuesByItself, urgencySeverity } from '../../../../../shared/domain/scoring/gravity.ts'

const scorer = createScorer()
const kindsOf = (text: string): string[] => scorer.score(text).urgency.map(({ id }) => id)

/** Texts that must give the reason, and talk that sounds like it and must not. */
const texts: Record<UrgencyKind, { fires: string[]; isQuiet: string[] }> = {
  safety: {
    fires: [
      'My charger caught fire last night',
      'The battery is swelling and the phone gets really hot',
      'There is smoke coming out of the oven you sold me',
      'I can smell gas since your engineer left',
      'Your driver was texting the whole way',
      'My daughter had an allergic reaction to the sauce',
      'We got food poisoning after the seafood platter',
      'I found a piece of glass in my salad',
      'The kettle gave me an electric shock',
      'You sent the wrong dose of insulin',
      'My son nearly choked, that part nearly killed him',
      'I am stuck in the lift and nobody answers',
      'The brakes failed on the way to work',
      'the bike is extremely dangerous when it rains',
      'Smoke in the cabin and nobody tells us anything',
      'My mother’s emergency button runs over your line and has been dead since Monday',
    ],
    isQuiet: [
      'This album is killing it',
      'I am dying to try the new menu',
      'I nearly died laughing at your advert',
      'That track is on fire',
      'Three injured in crash on the motorway, police say',
      'A dangerous precedent, says the minister',
      'The cake was to die for',
      'This show hit me right in the feels',
      'What a sick beat, absolutely killer',
      'Fire the coach, please',
      'The emergency exit row has more room',
      'A smoke free room, please',
      'The emergency line at the counter moved fast',
      'You killed it tonight',
    ],
  },
  legal: {
    fires: [
      'You will hear from my lawyer',
      'You raised the price without telling me. This is fraud.',
      'I am going to sue you for this',
      'I have reported you to the ombudsman',
      'See you in court',
      'This is a GDPR violation and you know it',
      'I want to make a formal complaint about the branch',
      'What you are doing is illegal',
      'We are taking you to small claims court',
      'I was discriminated against because of my age',
      'My data was leaked and nobody told me',
      'I filed a complaint with the FAA',
      'Trading Standards will be interested in this',
      'I know my rights under consumer law',
    ],
    isQuiet: [
      'The tennis court was booked out',
      'Supreme Court rules on the merger',
      'He is a lawyer and a writer',
      'According to the report this is the best phone',
      'My kids love the food court',
      'The report says sales are up',
      'So sue me, I like pineapple on pizza',
      'Seven women filed a lawsuit against the college on Thursday',
      'The attorney general met the press',
      'Legal thriller of the year',
      'The senator threatened legal action against the paper',
      'I rest my case, best crisps ever',
    ],
  },
  vulnerable: {
    fires: [
      'My insulin was in the suitcase that you lost',
      'My elderly mother has no heating, please help',
      'I am disabled and the lift is still broken',
      'We have been stuck on the tarmac with a newborn for three hours',
      'My wife is pregnant and nobody gave her a seat, why?',
      'I use a wheelchair and the ramp is missing again',
      'My dad passed away and you keep charging his account',
      'My dad is 84 and cannot reach anybody at your bank',
      'The kids are freezing, no hot water since Monday',
      'I need the parcel before the funeral, it is still not here',
      'I am diabetic and my meal was missing',
      'My 3 year old was left alone at the gate, unacceptable',
      'I cannot afford food because you took my deposit',
    ],
    isQuiet: [
      'A pharmacy for all medicine opens in York',
      'My kids love it',
      'Our baby sleeps so well with this pillow',
      'I went on a blind date at your place',
      'They turned a blind eye to it, what a broken system',
      'Oh baby, this is still the best song',
      'The children’s menu is great',
      'New roller blinds arrived late',
      'A 16-year-old was arrested after the crash',
      'My grandma bakes better bread',
      'Congratulations on the baby shower',
      'Family day out, kids had a great time',
      'I am a blind fan of this band',
    ],
  },
  press: {
    fires: [
      'I work for the Leeds radio and report on spoiled food. Please call back before noon.',
      'I’m a journalist at the Herald, who can comment on this?',
      'We are writing an article about your outage',
      'I am working on a story about late parcels',
      'Who handles press at your company?',
      'Could I get a comment for our piece by noon?',
      'I will tell my 50k followers about this',
      'I’m going to the press with this',
      'Requesting a statement from you on the recall',
      'I am contacting the local news about it',
      'Hi, reporter here, where is your press office?',
      'I am a consumer affairs reporter and would like to talk',
      'I’m an investigative reporter looking into refunds',
    ],
    isQuiet: [
      'The company did not respond to a request for comment',
      'A reporter for the Times asked him about it',
      'Press the button to start',
      'I love the editor in this app',
      'The media reported it yesterday',
      'She told CNN that she would run again',
      'Great piece in the Guardian today',
      'Read the full story on the blog',
      'He spoke to the media on Thursday',
      'The newspaper came late',
      'Thanks to all my followers',
      'I read the news every day',
    ],
  },
  outage: {
    fires: [
      'Is your site down?',
      'The app is down again',
      'Another outage in Leeds',
      '@netzone is down for everyone',
      'No internet since this morning',
      'We have had no hot water for two days',
      'The website is completely unavailable',
      'Nobody here can log in',
      'Anyone else having issues with the app?',
      'All I get is bad gateway',
      'your servers are still down',
      'Our whole street is without power since noon',
    ],
    isQuiet: [
      'I am down for pizza tonight',
      'You let me down',
      'Prices are going down, finally',
      'Sit down and enjoy the show',
      'I wrote it down for you',
      'The down jacket is warm',
      'Calm down, it is only a game',
      'There is no service like yours',
      'Stocks went down on Friday',
      'The government has no power over prices',
      'He went down in history',
      'I will be offline this weekend',
    ],
  },
  money: {
    fires: [
      'Somebody has hacked my account',
      'I want a refund',
      'You charged me twice',
      'Where is my money?',
      'There is an unauthorised transaction on my card',
      'My account is blocked and I cannot pay rent',
      'Give me my money back',
      'You overcharged us on the bill',
      'My salary is still missing',
      'I was double charged for the hotel',
      'I am out of pocket because of you',
      'You keep charging me for a cancelled plan',
      'they stole my deposit',
    ],
    isQuiet: [
      'They hacked the pumpkin into a lantern',
      'Worth every penny',
      'Shut up and take my money',
      'He was charged with murder',
      'Money can’t buy love',
      'The market is up three percent',
      'Is it free of charge on Sundays?',
      'She is in charge of the shop',
      'My phone charged in an hour',
      'Put your money where your mouth is',
      'I owe you a beer',
      'Good value for the price',
      'The bank opened a new branch',
    ],
  },
  deadline: {
    fires: [
      'I need it by Friday',
      'My flight leaves in two hours',
      'Please reply asap',
      'The wedding is tomorrow and the dress is not here',
      'My exam is on Monday and the site is broken',
      'We fly tomorrow and I still have no ticket',
      'This is urgent',
      'It has to be here before Christmas',
      'I will miss my connection',
      'My visa expires tomorrow',
      'Can this be fixed by tonight?',
      'I need an answer today, asap please',
    ],
    isQuiet: [
      'By Thursday, he had resigned',
      'The meeting on Thursday went well',
      'Today is a good day',
      'Have a great evening tonight',
      'The shop opens on Monday',
      'See you tomorrow',
      'He met the minister before the end of the visit',
      'Not urgent at all, just curious',
      'Big Brother starts next Friday',
      'I watched it last night',
      'Best weekend of the year',
      'The new season begins soon',
    ],
  },
  waitingTime: {
    fires: [
      'Out for delivery for the ninth day in a row',
      'On hold for two hours',
      'I have been waiting for over three weeks',
      'No reply for 5 days',
      'Still no refund after a month',
      'A 45 minute wait for bags',
      'We sat on the tarmac, three hours on the tarmac',
      'Two weeks ago and still nothing',
      'waited all day for the engineer',
      'Third day without internet',
      'It took three weeks to get a reply',
      'We have been without power since Monday',
      'My flight is delayed five hours',
    ],
    isQuiet: [
      'Ninth day of the festival, and the sun is out',
      'Wait a minute',
      'Cannot wait for two weeks of holiday',
      'Worth the wait',
      'Two years ago we moved to Leeds',
      'The film is three hours long',
      'I have been a customer for ten years',
      'Open for two weeks only',
      'Wait, what?',
      'He served six years in the army',
      'It is a five minute walk',
      'The battery lasts all day',
      'See you in two weeks',
    ],
  },
  question: {
    fires: [
      '@northrail is there wifi on the train?',
      'Can you please help me with my order',
      'Where is my refund?',
      '@lumoair how early should I be at the gate?',
      'Anyone from your support team here?',
      'Please help, I cannot log in',
      'Can I return the shoes without the box?',
      'Could somebody please explain this bill',
      'When will my parcel arrive?',
      'I need help with my account',
      '@acme do you ship to Norway?',
      'Who should I contact about a lost card?',
      'Any update on my ticket?',
    ],
    isQuiet: [
      'Why is the government so slow?',
      'Is this the end of cash?',
      'What’s next for the airline?',
      'Do you even lift?',
      'How cool is that?',
      'Did you see the game last night?',
      'I know how to do this',
      'That is what I need in a phone',
      'Who knew it could be so easy',
      'Why do you act like that?',
      'The question is what comes next',
      'Thank you for helping me out',
    ],
  },
}

describe.each(urgencyKinds)('%s', (kind) => {
  it.each(texts[kind].fires)('is a reason in: %s', (text) => {
    expect(kindsOf(text)).toContain(kind)
  })

  it.each(texts[kind].isQuiet)('is none in: %s', (text) => {
    expect(kindsOf(text)).not.toContain(kind)
  })
})

describe('the gravest first', () => {
  it('then by place', () => {
    const text =
      'I need help with my order: no reply for 5 days, I want a refund, and the charger caught fire'
    const kinds = kindsOf(text)
    expect(kinds[0]).toBe('safety')
    expect(kinds.at(-1)).toBe('question')
    const gravities = kinds.map((kind) => urgencySeverity[kind as UrgencyKind])
    expect(gravities).toEqual(gravities.toSorted((a, b) => b - a))
    expect(gravityOf(kinds as UrgencyKind[])).toBe(3)
    expect(gravityOf([])).toBe(0)
  })
})

describe('what queues by itself', () => {
  it('does not where it sounds positive, unless somebody may get hurt', () => {
    expect(queuesByItself(['question'], 'neutral')).toBe(true)
    expect(queuesByItself(['legal', 'money'], null)).toBe(true)
    expect(queuesByItself(['legal', 'press', 'vulnerable', 'question'], 'positive')).toBe(false)
    expect(queuesByItself(['safety'], 'positive')).toBe(true)
    expect(queuesByItself(['money', 'outage', 'deadline', 'waitingTime'], 'neutral')).toBe(false)
    expect(queuesByItself([], 'negative')).toBe(false)
  })
})
