import { createHash } from 'node:crypto'
import { z } from 'zod'
import { Problem } from '../../../../runtime/problem.ts'
import type { HttpReply } from '../../http-reply.ts'
import type { SafeHttp } from '../../http.ts'
import { apiProblem, postJson } from '../../json-api.ts'

const tokens = z.object({ accessJwt: z.string().min(1), refreshJwt: z.string().min(1) })
type Tokens = z.infer<typeof tokens>

export type Account = { service: string; handle: string; password: string }

const mostKept = 200

/**
 * Sessions of accounts, kept in this process's memory only. Signing in is limited to a few times an hour, so that a
 * session is renewed as long as the service allows it.
 */
export class Sessions {
  readonly #known = new Map<string, Promise<Tokens>>()

  /**
   * Calls `ask` with a token; once more with another when that has run out.
   * @throws Problem feed_needs_credential when the service does not accept the account
   */
  async with<Result>(
    http: SafeHttp,
    account: Account,
    signal: AbortSignal,
    ask: (accessToken: string) => Promise<Result>,
  ): Promise<Result> {
    const key = createHash('sha256').update(JSON.stringify(account)).digest('base64')
    const session = this.#known.get(key) ?? this.#keep(key, signIn(http, account, signal))
    const { accessJwt, refreshJwt } = await session
    try {
      return await ask(accessJwt)
    } catch (error) {
      if (!(error instanceof ExpiredToken)) throw error
      // Whoever comes first renews it for all.
      const isNewest = this.#known.get(key) === session
      const renewed = isNewest
        ? this.#keep(key, renew(http, account, refreshJwt, signal))
        : this.#known.get(key)
      return await ask((await (renewed ?? session)).accessJwt)
    }
  }

  #keep(key: string, session: Promise<Tokens>): Promise<Tokens> {
    this.#known.delete(key)
    this.#known.set(key, session)
    session.catch(() => {
      if (this.#known.get(key) === session) this.#known.delete(key)
    })
    for (const oldest of this.#known.keys()) {
      if (this.#known.size <= mostKept) break
      this.#known.delete(oldest)
    }
    return session
  }
}

/** The access token has run out; it lives for two hours or so. */
export class ExpiredToken extends Problem {
  constructor() {
    super('feed_needs_credential', 'Bluesky does not accept the session any more.')
  }
}

const refusal = z.object({ error: z.string() }).catch({ error: '' })

/** What a refusal means when a token was sent. */
export function explainRefusal(reply: HttpReply): Problem | null {
  if (reply.status !== 400 && reply.status !== 401) return null
  const { error } = refusal.parse(bodyOf(reply))
  if (/^(ExpiredToken|InvalidToken)$/.test(error)) return new ExpiredToken()
  return reply.status === 401 ? refused() : null
}

export function bodyOf(reply: HttpReply): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(reply.body.subarray(0, 10_000)))
  } catch {
    return null
  }
}

const refused = () =>
  new Problem(
    'feed_needs_credential',
    'Bluesky does not accept this handle with this app password. Make a new one under Settings → Privacy and security → App passwords.',
  )

async function signIn(
  http: SafeHttp,
  { service, handle, password }: Account,
  signal: AbortSignal,
): Promise<Tokens> {
  const url = `${service}/xrpc/com.atproto.server.createSession`
  const body = { identifier: handle, password }
  const explain = (reply: HttpReply) => (reply.status === 401 || reply.status === 400 ? refused() : null)
  return (await postJson(http, url, body, tokens, { signal, explain })).value
}

/** Signs in once more when the session is too old to be renewed. */
async function renew(
  http: SafeHttp,
  account: Account,
  refreshJwt: string,
  signal: AbortSignal,
): Promise<Tokens> {
  const reply = await http.post(`${account.service}/xrpc/com.atproto.server.refreshSession`, {
    body: '',
    headers: { accept: 'application/json', authorization: `Bearer ${refreshJwt}` },
    signal,
  })
  if (reply.status === 400 || reply.status === 401) return signIn(http, account, signal)
  const problem = apiProblem(reply)
  if (problem !== null) throw problem
  const read = tokens.safeParse(bodyOf(reply))
  return read.success ? read.data : signIn(http, account, signal)
}
