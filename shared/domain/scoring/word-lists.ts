import { french } from './languages/french.ts'
import { german } from './languages/german.ts'
import { italian } from './languages/italian.ts'
import { portuguese } from './languages/portuguese.ts'
import { spanish } from './languages/spanish.ts'
import type { WordList } from './languages/word-list.ts'

/** Languages besides English that are scored, each because its list was seen to rank its complaints. */
export const wordLists: Readonly<Record<string, WordList>> = {
  de: german,
  es: spanish,
  fr: french,
  it: italian,
  pt: portuguese,
}
