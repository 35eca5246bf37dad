import { lookup as systemLookup, type LookupAddress } from 'node:dns'
import type { LookupFunction } from 'node:net'
import ipaddr from 'ipaddr.js'
import { Problem } from '../../runtime/problem.ts'

/** The network of addresses that IPv6 gives out; whatever tunnels or maps another address lies outside or is named. */
const globalIpv6 = ipaddr.IPv6.parseCIDR('2000::/3')

/** Whether an IP address belongs to the public internet: no private, local, reserved, mapped or tunnelled one. */
export function isPublicAddress(address: string): boolean {
  if (!ipaddr.isValid(address)) return false
  const parsed = ipaddr.parse(address)
  if (parsed.range() !== 'unicast') return false
  return parsed.kind() === 'ipv4' || parsed.match(globalIpv6)
}

/** Where some clouds answer outside of the link-local networks. */
const cloudMetadata = new Set(['fd00:ec2::254', '100.100.100.200'])

/**
 * Whether an address may be asked when private networks are allowed. Still none of the link itself, where clouds hand
 * out a machine's credentials (169.254.169.254), whether written as such or translated from IPv6.
 */
export function isReachableAddress(address: string): boolean {
  if (!ipaddr.isValid(address)) return false
  const parsed = ipaddr.process(address)
  if (parsed.range() === 'linkLocal' || cloudMetadata.has(parsed.toString())) return false
  if (parsed.range() === '6to4' || parsed.range() === 'teredo') return false
  const translated = parsed.range() === 'rfc6052' || parsed.range() === 'rfc6145'
  return !translated || isReachableAddress(ipaddr.fromByteArray(parsed.toByteArray().slice(-4)).toString())
}

function refused(reason: string): Problem {
  return new Problem('feed_address_refused', reason)
}

const privateHint =
  'Earshot fetches from public addresses only, unless whoever runs it sets EARSHOT_ALLOW_PRIVATE_FEEDS=1; from link-local ones never.'

/** Which addresses and ports may be asked. */
export type AddressRules = { allows: (ip: string) => boolean; ports: number[] | 'any' }

/**
 * The address as Earshot may ask for it: http or https, no credentials, an allowed port, and no IP address that is
 * not allowed. What a name resolves to is checked when connecting.
 * @throws Problem `feed_address_refused`
 */
export function checkUrl(address: string, { allows, ports }: AddressRules): URL {
  // Where a service sends us on, it may repeat a token that it wants in the query.
  if (!URL.canParse(address))
    throw refused(`“${address.replace(/[?#].*$/s, '').slice(0, 200)}” is not a web address.`)
  const url = new URL(address)
  if (url.protocol !== 'http:' && url.protocol !== 'https:') {
    throw refused(`The address must start with http:// or https://, not ${url.protocol.slice(0, 40)}`)
  }
  if (url.username !== '' || url.password !== '') {
    throw refused(
      'The address holds a user name or password. Earshot listens to public places only; leave them out.',
    )
  }
  if (ports !== 'any' && url.port !== '' && !ports.includes(Number(url.port))) {
    throw refused(`Port ${url.port} is not an ordinary web port. ${privateHint}`)
  }
  const literal = url.hostname.replace(/^\[|\]$/g, '')
  if (ipaddr.isValid(literal) && !allows(literal)) {
    throw refused(`${url.hostname} is not a public address. ${privateHint}`)
  }
  url.hash = ''
  return url
}

/** Passed through the connection's error, so that the request can say why. */
export class AddressRefused extends Error {
  override name = 'AddressRefused'
  readonly problem: Problem
  constructor(host: string) {
    super(`${host} is not public`)
    this.problem = refused(`${host} leads to a private network. ${privateHint}`)
  }
}

/**
 * A DNS look-up that hands only allowed addresses to the connection that is being made, so that a name which changes
 * its mind between check and use finds no gap.
 */
export function guardLookup(
  allows: AddressRules['allows'],
  lookup: LookupFunction = systemLookup,
): LookupFunction {
  return (host, options, callback) => {
    lookup(host, { ...options, all: true }, (error, found) => {
      if (error) return callback(error, '', 0)
      const addresses = (found as LookupAddress[]).filter(({ address }) => allows(address))
      const [first] = addresses
      if (first === undefined) return callback(new AddressRefused(host), '', 0)
      if (options.all) return callback(null, addresses)
      return callback(null, first.address, first.family)
    })
  }
}
