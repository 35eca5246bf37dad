import { Problem } from '../../runtime/problem.ts'

/**
 * Words that stand at the top of every list of guessed passwords. A password that is one of them, with digits or
 * signs around it or letters written as look-alikes, is among the first that anybody tries.
 */
const guessedWords = new Set(
  `password passwort passwd pass secret secure security letmein login logon signin welcome hello admin administrator
  root superuser sysadmin user guest test tester testing demo default changeme change temp temporary example sample
  access master manager server system support service helpdesk office company business internet computer laptop
  desktop windows microsoft apple google facebook instagram twitter whatsapp youtube netflix spotify samsung nokia
  android iphone linux ubuntu oracle cisco postgres mysql redis docker earshot dashboard monitor brand social media
  qwerty qwertz azerty qwertyuiop qwertyui asdf asdfgh asdfghjk asdfghjkl zxcvbn zxcvbnm qazwsx qazwsxedc wsxedc
  abcdef abcdefg abcdefgh abc abcd iloveyou loveyou lovely love loveme sweetheart darling honey baby babygirl angel
  princess prince queen king dragon monkey tiger lion eagle bear wolf panther horse kitty kitten puppy dolphin
  butterfly flower sunshine summer winter spring autumn monday friday sunday january december football baseball
  basketball soccer hockey tennis golf liverpool chelsea arsenal barcelona juventus realmadrid manchester yankees
  lakers cowboys steelers eagles rangers michael michelle jennifer jessica ashley amanda daniel andrew charlie
  thomas robert matthew jordan joshua nicole hannah maria martin george oliver william superman batman spiderman
  starwars pokemon naruto minecraft fortnite matrix hunter killer shadow ninja samurai wizard merlin gandalf phoenix
  ranger trustno trustnoone whatever nothing nobody anything something freedom liberty forever always happy lucky
  smile peace heaven jesus christ blessed god music guitar piano rocknroll metallica computer1 mustang ferrari
  porsche mercedes corvette harley yamaha honda toyota cheese chocolate cookie coffee banana orange pepper ginger
  cherry peanut pumpkin bailey buster maggie rocky hallo schatz geheim sommer bonjour soleil motdepasse azertyuiop
  contrasena hola amor teamo senha`
    .split(/\s+/)
    .filter(Boolean),
)

const lookAlikes: Record<string, string> = {
  '0': 'o',
  '1': 'i',
  '3': 'e',
  '4': 'a',
  '5': 's',
  '7': 't',
  '@': 'a',
  $: 's',
  '!': 'i',
}

const onlyLetters = (text: string) => text.replace(/[^\p{L}]/gu, '')
const unmasked = (text: string) => text.replace(/[0134577@$!]/g, (sign) => lookAlikes[sign] ?? sign)

function isGuessed(password: string): boolean {
  const text = password.toLowerCase()
  const core = text.replace(/^[^\p{L}]+|[^\p{L}]+$/gu, '')
  const candidates = [onlyLetters(text), onlyLetters(unmasked(core)), onlyLetters(unmasked(text))]
  return candidates.some((word) => guessedWords.has(word) || isRepeatOfGuessed(word))
}

/** passwordpassword, adminadmin. */
function isRepeatOfGuessed(word: string): boolean {
  for (let size = 3; size <= word.length / 2; size += 1) {
    const unit = word.slice(0, size)
    if (guessedWords.has(unit) && unit.repeat(Math.ceil(word.length / size)).startsWith(word)) return true
  }
  return false
}

/** aaaaaaaa, 12121212, 12345678, 87654321, abcdefgh: nothing but repetition or counting. */
function isPattern(password: string): boolean {
  if (new Set(password.toLowerCase()).size <= 3) return true
  const codes = [...password.toLowerCase()].map((sign) => sign.codePointAt(0)!)
  const steps = codes.slice(1).map((code, index) => code - codes[index]!)
  const counting = steps.filter((step) => Math.abs(step) === 1 || step === -9 || step === 9).length
  return counting >= steps.length - 1 || /^\d{1,8}$/.test(password)
}

/**
 * Refuses passwords that are guessed first: common words in their usual disguises, counting, repetition, and the
 * person's own name or e-mail address. Length is the contract's business.
 * @throws Problem weak_password
 */
export function refuseWeakPassword(password: string, owner: { email: string; name: string }): void {
  const told = (message: string) =>
    new Problem('weak_password', message, { fields: [{ path: 'password', message }] })
  if (isGuessed(password) || isPattern(password))
    throw told('This password is among the first that anybody would try. Join a few unrelated words instead.')
  const letters = onlyLetters(password.toLowerCase())
  const own = [owner.email.split('@')[0]!, owner.email, owner.name, ...owner.name.split(/\s+/)]
    .map((text) => onlyLetters(text.toLowerCase()))
    .filter((text) => text.length >= 3)
  const isOwn = (text: string) =>
    letters === text || (text.length >= 4 && letters.length < text.length + 4 && letters.includes(text))
  if (own.some(isOwn))
    throw told('This password is made from your name or e-mail address. Join a few unrelated words instead.')
}
