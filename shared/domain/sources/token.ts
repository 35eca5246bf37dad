import { Problem } from '../../runtime/problem.ts'

/**
 * A stored token as it can be sent, without what copying added around it; null when none is stored.
 * @throws Problem feed_needs_credential: no header could carry it
 */
export function tokenOf(credential: string | null): string | null {
  const token = credential?.trim() ?? ''
  if (token === '') return null
  if (!/^[!-~]+(?: [!-~]+)*$/.test(token)) {
    throw new Problem(
      'feed_needs_credential',
      'The stored token holds characters that no token has. Copy it once more.',
    )
  }
  return token
}

/** Says who asks, in the way of OAuth. */
export function bearer(credential: string | null): Record<string, string> {
  const token = tokenOf(credential)
  return token === null ? {} : { authorization: `Bearer ${token}` }
}
