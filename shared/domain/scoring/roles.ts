/** Words that turn what the next words say. */
export const negators: readonly string[] = (
  "not no never none nobody nothing neither nor nowhere cannot cant can't won't wont don't dont doesn't doesnt didn't " +
  "didnt isn't isnt wasn't wasnt aren't arent weren't werent ain't aint hasn't hasnt haven't havent hadn't hadnt " +
  "couldn't couldnt wouldn't wouldnt shouldn't shouldnt without hardly barely lack lacks lacking n't zero"
).split(' ')

/** How many words a negator reaches. */
export const negationReach = 4

/** Whether a token turns what the words after it say, and how many words far. */
export type Negation = { reach: number; negates(token: number): boolean }

/** Words that make the next word stronger (above 1) or weaker. */
export const boosters: ReadonlyMap<string, number> = new Map([
  ...'very really so extremely absolutely totally completely incredibly super too most such utterly fucking damn beyond'
    .split(' ')
    .map((word) => [word, 1.3] as const),
  ...'slightly somewhat kinda sorta barely little less bit'.split(' ').map((word) => [word, 0.6] as const),
])

/** After these counts more what is said. */
export const contrasts: readonly string[] = ['but', 'however', 'although', 'though', 'yet', 'except']

/** Rated by the lexicons, but what people want of a company, not how they feel: the weights alone speak for them. */
export const unratedWords: readonly string[] =
  'support help please want need reach united credit interest chance matter service solution resolve resolved'.split(
    ' ',
  )
