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

/**
 * A connection that prepares the statements which this process sends again and again: reading and planning a short
 * statement costs PostgreSQL several times what running it does.
 */
export class PreparingClient extends pg.Client {
  override query = ((config: unknown, values: unknown, callback: Callback | undefined) => {
    const name = typeof config === 'string' && Array.isArray(values) && values.length > 0 && nameOf(config)
    const send = super.query as (...sent: unknown[]) => unknown
    if (!name) return send.call(this, config, values, callback)
    const query = Object.assign(new pg.Query(config as string, values as unknown[]), { name })
    if (callback) return send.call(this, query, callback)
    return new Promise((resolve, reject) => {
      send.call(this, query, (error: Error | null, result: pg.QueryResult) =>
        error ? reject(error) : resolve(result),
      )
    })
  }) as pg.Client['query']
}
