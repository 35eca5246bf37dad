const mostVariants = 5

/** Collects how people write one term. */
export function createWriting(): {
  add: (written: string) => void
  shown: () => { words: string; variants: string[] }
} {
  const times = new Map<string, number>()
  return {
    add(written) {
      const plain = written.replaceAll(/\s+/g, ' ').normalize('NFC')
      times.set(plain, (times.get(plain) ?? 0) + 1)
    },
    /** The form that is used most, and the others that differ by more than capital letters, most used first. */
    shown() {
      const forms = new Map<string, { all: number; best: string; most: number }>()
      for (const [written, count] of times) {
        const form = forms.get(written.toLowerCase()) ?? { all: 0, best: written, most: 0 }
        form.all += count
        // At the beginning of a sentence any word has a capital: small letters win a tie.
        if (count > form.most || (count === form.most && written > form.best)) {
          form.best = written
          form.most = count
        }
        forms.set(written.toLowerCase(), form)
      }
      const [first, ...others] = [...forms.values()]
        .toSorted((a, b) => b.all - a.all || (a.best < b.best ? -1 : 1))
        .map(({ best }) => best)
      return { words: first ?? '', variants: others.slice(0, mostVariants) }
    },
  }
}
