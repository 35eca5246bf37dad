import { tonePhrases } from './tone-phrases.ts'
import { troublePhrases } from './trouble-phrases.ts'

/** Alternatives that several phrases share, by the name that stands for them; at most eight groups. */
const groups: Record<string, string> = {
  time: 'minute|minutes|min|mins|hour|hours|hr|hrs|day|days|week|weeks|month|months|year|years',
  many: '#|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|several|many|a|an|few|couple|half|twenty|thirty|forty',
  day: 'yesterday|monday|tuesday|wednesday|thursday|friday|saturday|sunday|last|january|february|march|april|june|july|august|september|october|november|december|morning|noon|midnight|christmas|easter|spring|summer|autumn|winter',
  never:
    "not|never|didn't|didnt|hasn't|hasnt|haven't|havent|hadn't|n't|doesn't|doesnt|don't|dont|won't|wont|isn't|isnt|cannot|can't|cant|wasn't|wouldn't|couldn't|nobody|nothing",
  got: 'got|get|gotten|received|receive|arrived|arrive|arrives|come|came|comes|show|showed|shown|turn|turned|delivered|deliver|delivers|shipped|ship|heard|hear|seen',
  reply:
    'reply|replies|response|responses|answer|answers|respond|responded|responds|replied|answered|callback',
  work: 'work|works|working|worked|load|loads|loading|open|opens|opening|start|starts|let|lets|turn|charge|charges|connect|connects|function|play|update|updates|send|save|sync|log',
  my: 'my|our|your|the|this|that|a|an|his|her|their',
}

/**
 * Signs of what a text is about, apart from how its words sound. A phrase is made of words; `a|b` is either, `#` a
 * number, `_` any one word, `<name>` a group, and a `?` at the end of a word means that it may be missing.
 */
export const cuePhrases = { ...troublePhrases, ...tonePhrases }

export type CueId = keyof typeof cuePhrases
export const cueIds = Object.keys(cuePhrases) as CueId[]

/** The cue as staff read it. */
export const cueReasons: Record<CueId, string> = {
  waiting: 'waiting',
  noReply: 'no answer',
  money: 'money',
  cancelled: 'cancelled or gone',
  broken: 'does not work',
  outage: 'an outage',
  late: 'late or lost',
  anger: 'anger',
  repeated: 'again and again',
  demand: 'a demand',
  leaving: 'leaving',
  challenge: 'calls to account',
  sarcasm: 'maybe sarcasm',
  politeness: 'asks politely',
  thanks: 'thanks or praise',
  question: 'a question',
  wish: 'not as wished',
  insult: 'swearing',
  mockery: 'praise that is not meant',
  danger: 'danger',
}

export const groupNames: readonly string[] = Object.keys(groups)

/** The groups of each word that is in one, as bits. */
export const groupsOfWord: ReadonlyMap<string, number> = new Map(
  Object.values(groups)
    .flatMap((words, group) => words.split('|').map((word) => [word, 1 << group] as const))
    .reduce((all, [word, bit]) => all.set(word, (all.get(word) ?? 0) | bit), new Map<string, number>()),
)
