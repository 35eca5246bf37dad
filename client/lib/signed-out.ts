/** Why the sign-in page stands in the place of a screen, when the person did not ask for it. */
export type SignedOut = 'rights_changed' | 'ended'

let why: SignedOut | null = null

/** Remembers why somebody was signed out; what is known first is nearest to the cause. */
export function rememberSignedOut(reason: SignedOut): void {
  why ??= reason
}

/** Why, as far as this page knows; null after somebody left by themselves, or never was here. */
export function whySignedOut(): SignedOut | null {
  return why
}

/** Somebody signs in or out by themselves. */
export function forgetSignedOut(): void {
  why = null
}
