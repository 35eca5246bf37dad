import ipaddr from 'ipaddr.js'
import type { Config } from '../../runtime/config.ts'
import { isPublicAddress, isReachableAddress } from '../sources/address.ts'

const product = 'Earshot/0.1'
const localNames = /(^|\.)(localhost|local|internal|lan|home|test|invalid|example)$/i

/**
 * Where others reach this Earshot, as far as its configured address tells: null when there is none, or it names a private
 * place (unless private ones may be asked, too: then its neighbours may answer).
 */
export function reachableOrigin({
  origin,
  allowPrivateFeeds,
}: Pick<Config, 'origin' | 'allowPrivateFeeds'>): string | null {
  if (origin === undefined) return null
  const host = new URL(origin).hostname.replace(/^\[|\]$/g, '')
  if (ipaddr.isValid(host))
    return isPublicAddress(host) || (allowPrivateFeeds && isReachableAddress(host)) ? origin : null
  return allowPrivateFeeds || (host.includes('.') && !localNames.test(host)) ? origin : null
}

/** Says to servers who asks, as is polite, and where its people can be found. */
export function userAgent(config: Pick<Config, 'origin' | 'allowPrivateFeeds'>): string {
  const origin = reachableOrigin(config)
  return `${product} (feed reader${origin === null ? '' : `; +${origin}`})`
}
