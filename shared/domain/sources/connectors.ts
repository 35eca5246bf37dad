import { readdir } from 'node:fs/promises'
import type { Source } from '../../contract/source.ts'
import type { Connector, ConnectorModule, ConnectorNeeds } from './connector.ts'

const folder = new URL('./connectors/', import.meta.url)
const files = (await readdir(folder)).filter((name) => name.endsWith('.ts')).toSorted()
const modules = await Promise.all(
  files.map(async (name) => (await import(new URL(name, folder).href)) as ConnectorModule),
)

/** Every source that Earshot can listen to, by its word: a file each in the folder beside this one. */
export function createConnectors(needs: ConnectorNeeds): Map<string, Connector> {
  const connectors = modules.map((module) => module.createConnector(needs))
  return new Map(connectors.map((connector) => [connector.source, connector]))
}

/** What an admin is told of a source. */
export function describeSource(connector: Connector): Source {
  const { source, name, about, fields, credential } = connector
  return { source, name, about, fields, credential, streamed: connector.listen !== undefined }
}
