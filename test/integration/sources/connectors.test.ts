import { readdirSync } from 'node:fs'
import { afterAll, describe, expect, it } from 'vitest'
import { source as sourceShape } from '../../../shared/contract/source.ts'
import type { Connector } from '../../../shared/domain/sources/connector.ts'
import { createConnectors, describeSource } from '../../../shared/domain/sources/connectors.ts'
import { createParser } from '../../../shared/domain/sources/parse-thread.ts'

const parser = createParser()
afterAll(() => parser.close())
const connectors = createConnectors({ parser })
const all = [...connectors.values()].map((connector) => [connector.source, connector] as const)

/** The form as somebody fills it in who follows its examples: what must be there, then everything that is in sight. */
function filledIn({ fields, config }: Connector): Record<string, string> {
  const example = (chosen: typeof fields) =>
    Object.fromEntries(chosen.map((field) => [field.name, field.choices?.[0]?.value ?? field.placeholder]))
  const least = example(fields.filter(({ required }) => required))
  return config.safeParse(least).success ? least : example(fields.filter(({ advanced }) => !advanced))
}

it('every file of the folder is a source with a word of its own', () => {
  const folder = new URL('../../../shared/domain/sources/connectors/', import.meta.url)
  const files = readdirSync(folder).filter((name) => name.endsWith('.ts'))
  expect(connectors.size).toBe(files.length)
  expect(all.map(([source]) => source).toSorted()).toEqual(files.map((name) => name.slice(0, -3)).toSorted())
})

describe.each(all)('%s', (source, connector) => {
  it('is described as the contract has it, with a form that says something of each field', () => {
    expect(sourceShape.parse(describeSource(connector))).toEqual(describeSource(connector))
    expect(source).toMatch(/^[a-z][a-z-]{1,39}$/)
    expect(connector.name).not.toBe('')
    expect(connector.about).toMatch(/\.$/)
    const names = connector.fields.map(({ name }) => name)
    expect(new Set(names).size).toBe(names.length)
    for (const field of connector.fields) {
      expect(field.label).not.toBe('')
      expect(field.kind === 'choice').toBe(field.choices !== undefined)
    }
    expect(connector.fetch === undefined).not.toBe(connector.listen === undefined)
  })

  it('takes its form as it is filled in, empty fields and all', () => {
    const filled = filledIn(connector)
    const empty = Object.fromEntries(connector.fields.map(({ name }) => [name, '']))
    const read = connector.config.safeParse({ ...empty, ...filled })
    expect(read.error?.issues ?? []).toEqual([])
    expect(connector.config.safeParse(filled).data).toEqual(read.data)
    expect(connector.title(read.data)).toEqual(expect.any(String))
  })

  it('takes every choice of its form, and nothing beyond', () => {
    for (const field of connector.fields) {
      for (const { value } of field.choices ?? []) {
        const read = connector.config.safeParse({ ...filledIn(connector), [field.name]: value })
        expect(read.error?.issues.filter(({ code }) => code === 'invalid_value') ?? []).toEqual([])
      }
      if (field.choices === undefined) continue
      expect(
        connector.config.safeParse({ ...filledIn(connector), [field.name]: 'nothing such' }).success,
      ).toBe(false)
    }
  })

  it('says of each wrong field what would be right, and of no field that is not there', () => {
    const names = connector.fields.map(({ name }) => name)
    const wrong = Object.fromEntries(names.map((name) => [name, '\u0000 ftp://']))
    for (const given of [{}, wrong]) {
      for (const issue of connector.config.safeParse(given).error?.issues ?? []) {
        expect(names).toContain(issue.path[0])
        // A choice is not typed.
        const { kind } = connector.fields.find(({ name }) => name === issue.path[0])!
        if (kind !== 'choice') expect(issue.message).not.toMatch(/^(?:Invalid|Required|Expected)|undefined/)
      }
    }
  })

  it('has an address that people can open, without a name or password, however often it is read', () => {
    const config = connector.config.parse(filledIn(connector))
    const address = new URL(connector.address(config))
    expect(address.protocol).toMatch(/^(?:https?|wss?):$/)
    expect([address.username, address.password, address.hash]).toEqual(['', '', ''])
    expect(address.href).not.toMatch(/[?&](?:key|token|access_token|api_key|password)=/i)
    expect(connector.address(config)).toBe(connector.address(config))
    expect(connector.lane?.(config) ?? 'lane').not.toBe('')
    expect(connector.laneSpacingSeconds?.(config) ?? 1).toBeGreaterThanOrEqual(1)
  })

  it('proposes only what its own form takes, and nothing for a name that is none', () => {
    for (const name of ['Acme', 'Acme Cloud', 'Ünïcôde & Söhne', 'アクメ', 'x', '"; DROP', '   ', '']) {
      for (const { title, config } of connector.propose?.(name) ?? []) {
        expect(connector.config.safeParse(config).error?.issues ?? []).toEqual([])
        expect(title).not.toBe('')
      }
    }
    if (connector.credential?.required) expect(connector.propose?.('Acme') ?? []).toEqual([])
  })

  it('recognises only what its own form takes', () => {
    const addresses = [
      connector.address(connector.config.parse(filledIn(connector))),
      'https://mastodon.social/tags/acme',
      'https://github.com/acme/app',
      'https://stackoverflow.com/search?q=acme',
      'https://forum.example/t/a-topic/12/3',
      'https://lemmy.world/search?q=acme&listingType=All',
      'https://example.com/',
    ]
    for (const address of addresses) {
      const config = URL.canParse(address) ? connector.recognise?.(new URL(address)) : null
      if (config) expect(connector.config.safeParse(config).error?.issues ?? []).toEqual([])
    }
  })
})
