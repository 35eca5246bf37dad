import type { LookupFunction } from 'node:net'
import { Agent } from 'undici'
import { guardLookup, isPublicAddress, isReachableAddress, type AddressRules } from './address.ts'

export type Reach = {
  /** Lets requests go to any address and port but the link's own. */
  allowPrivate: boolean
  /** Ports that may be asked. Default 80 and 443. */
  ports?: number[]
  /** Which IP addresses may be asked. Default: the public ones. */
  allows?: (ip: string) => boolean
  /** How names are looked up. Default: by the system. */
  lookup?: LookupFunction
}

/** Which addresses may be asked, for `checkUrl`. */
export function addressRules({
  allowPrivate,
  allows = isPublicAddress,
  ports = [80, 443],
}: Reach): AddressRules {
  return allowPrivate ? { allows: isReachableAddress, ports: 'any' } : { allows, ports }
}

/**
 * Connections, for HTTP or as the `dispatcher` of a WebSocket, that judge the address at the moment of connecting. IP
 * addresses that stand in a URL are not looked up: check each URL with `checkUrl` and the same rules first.
 */
export function createGuardedAgent(reach: Reach, { totalMs }: { totalMs: number }): Agent {
  return new Agent({
    allowH2: false,
    pipelining: 1,
    headersTimeout: totalMs,
    bodyTimeout: totalMs,
    connect: {
      timeout: Math.min(totalMs, 10_000),
      lookup: guardLookup(addressRules(reach).allows, reach.lookup),
    },
  })
}
