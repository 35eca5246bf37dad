import pg from 'pg'

/** A text that was sent so often will be sent again. */
const worthwhile = 5
/** Every connection keeps its own copies, of tens of kilobytes each: what is beyond this is sent as before. */
const mostNames = 150
const mostCounted = 2_000

const names = new Map<string, string>()
const counts = new Map<string, number>()

/** The name by which a connection keeps the statement prepared; undefined while it is not known to be worth it. */
function nameOf(text: string): string | undefined {
  const name = names.get(text)
  if (name !== undefined || names.size >= mostNames) return name
  const count = (counts.get(text) ?? 0) + 1
  if (count < worthwhile) {
    if (counts.size >= mostCounted) counts.clear()
    counts.set(text, count)
    return undefined
  }
  counts.delete(text)
  names.set(text, `s${names.size + 1}`)
  return names.get(text)
}

type Callback = (error: Error | null, result: pg.QueryResult) => void

/** What pg says when nothing came back within `query_timeout`. */
const noAnswer = 'Query read timeout'

/**
 * A connection that prepares the statements which this process sends again and again: reading and planning a short
 * statement costs PostgreSQL several times what running it does.
 *
 * One that does not answer in time is ended: the network has lost it without a word, and pg alone would lend it out
 * again.
 */
export class PreparingClient extends pg.Client {
  /** Called after a connection that did not answer was ended. */
  onSilent: () => void = () => undefined

  override query = ((config: unknown, values: unknown, callback: Callback | undefined) => {
    const name = typeof config === 'string' && Array.isArray(values) && values.length > 0 && nameOf(config)
    const send = super.query as (...sent: unknown[]) => unknown
    const query = name
      ? Object.assign(new pg.Query(config as string, values as unknown[]), { name })
      : undefined
    const answered = (settle: Callback) =>
      ((error, result) => {
        if (error?.message === noAnswer) {
          this.cut()
          this.onSilent()
        }
        settle(error, result)
      }) satisfies Callback
    const sendWith = (settle: Callback) =>
      query ? send.call(this, query, answered(settle)) : send.call(this, config, values, answered(settle))
    if (callback) return sendWith(callback)
    // A cursor or the like, and text with a callback and no values: theirs to hear of it.
    if (typeof values === 'function' || typeof (config as { submit?: unknown }).submit === 'function')
      return send.call(this, config, values)
    return new Promise((resolve, reject) => {
      sendWith((error, result) => (error ? reject(error) : resolve(result)))
    })
  }) as pg.Client['query']

  /** Ends the connection without waiting for the other side, which may be out of reach. */
  cut(): void {
    // From now on the pool takes it for ended, and asks nothing of it any more.
    this.end().catch(() => undefined)
    this.connection.stream.destroy()
  }
}
