import type { Connector } from './connector.ts'
import type { Parser } from './parse-thread.ts'
import { createRssConnector } from './rss.ts'

/** Every source that Earshot can listen to, by its word. A new one is a file of its own and a line here. */
export function createConnectors(needs: { parser: Parser }): Map<string, Connector> {
  const connectors = [createRssConnector(needs)]
  return new Map(connectors.map((connector) => [connector.source, connector]))
}
