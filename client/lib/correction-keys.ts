/** The key that says how a mention sounds; `scorer` lets Earshot's own label count again. */
export const correctionKeys = { negative: '1', neutral: '2', positive: '3', scorer: '0' } as const
