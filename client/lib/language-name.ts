const names = new Intl.DisplayNames('en', { type: 'language' })

/** The name of a language by its code; the code itself when nobody has a name for it. */
export function languageName(code: string): string {
  try {
    return names.of(code) ?? code
  } catch {
    return code
  }
}
