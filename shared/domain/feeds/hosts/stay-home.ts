import { Problem } from '../../../runtime/problem.ts'
import type { SafeHttp } from '../../sources/http.ts'
import { hostOf } from '../settings.ts'

/**
 * The web for a feed with a token: no redirect leads to another site, because some services want the token in the
 * address, and an address can be repeated in a redirect.
 */
export function stayHome(http: SafeHttp): SafeHttp {
  return {
    ...http,
    get: (address, options = {}) =>
      http.get(address, {
        ...options,
        onRedirect(from, to) {
          if (hostOf(from.href) !== hostOf(to.href))
            throw new Problem(
              'feed_redirects',
              `${from.host} sends Earshot on to ${to.host}, which must not learn the token of this feed.`,
            )
          return options.onRedirect?.(from, to)
        },
      }),
  }
}
