import express, { type Express, type RequestHandler } from 'express'
import type { Store } from '../../shared/database/store.ts'
import { confirmSubscription } from '../../shared/domain/feeds/push/confirm.ts'
import { expectsPush, receivePush } from '../../shared/domain/feeds/push/receive.ts'
import type { Vault } from '../../shared/runtime/vault.ts'

const longestBody = '3mb'

/**
 * Where WebSub hubs ask whether we subscribed, and push what is new. They are other machines and speak their own protocol:
 * these two routes are no part of the API, and stand before what guards it. The token in the path cannot be guessed.
 */
export function addWebSubRoutes(app: Express, { store, vault }: { store: Store; vault: Vault }): void {
  const confirm: RequestHandler<{ token: string }> = ({ params, query }, response, next) => {
    confirmSubscription(store, params.token, query).then(
      (answer) => (answer === null ? response.sendStatus(404) : response.type('text/plain').send(answer)),
      next,
    )
  }
  // That nobody wants it is said before a body is read, and makes the hub forget us.
  const refuseUnwanted: RequestHandler<{ token: string }> = ({ params }, response, next) => {
    // oxlint-disable-next-line promise/no-callback-in-promise -- what next throws is Express's own
    expectsPush(store.db, params.token).then((wanted) => (wanted ? next() : response.sendStatus(410)), next)
  }
  const receive: RequestHandler<{ token: string }> = (request, response, next) => {
    const push = {
      signature: request.get('x-hub-signature'),
      contentType: request.get('content-type') ?? null,
      body: Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0),
    }
    // One whose signature is wrong gets the same answer, as the specification wants: it learns nothing.
    receivePush(store.db, vault, request.params.token, push).then(() => response.sendStatus(202), next)
  }

  const path = '/api/websub/:token'
  app.get(path, confirm)
  app.post(
    path,
    refuseUnwanted,
    express.raw({ type: () => true, limit: longestBody, inflate: false }),
    receive,
  )
}
