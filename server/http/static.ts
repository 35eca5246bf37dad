import { randomBytes } from 'node:crypto'
import { readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import compression from 'compression'
import express, { type Express, type RequestHandler, type Response } from 'express'
import { contentSecurityPolicy } from './security.ts'

/** What the client's build writes where a nonce belongs: see `html.cspNonce` in vite.config.ts. */
const noncePlace = 'EARSHOT_CSP_NONCE'

/** The dashboard: its files, and its page for every address that is not the API's. */
export function serveClient(app: Express, dist: string): void {
  // Only here: what the API says is small, and holds secrets beside what others wrote, whose lengths should not show.
  app.use(compression())
  app.use(
    '/assets',
    // Names carry a hash of the content, so what is behind a name never changes.
    express.static(join(dist, 'assets'), { immutable: true, maxAge: '1y', index: false, redirect: false }),
    sayMissing,
  )
  app.use(express.static(dist, { index: false, redirect: false, maxAge: '1h' }))
  const readPage = createPageReader(join(dist, 'index.html'))
  app.get(/.*/, (request, response, next) => {
    // A file that is not there, rather than a screen.
    if (/\.[^/]*$/.test(request.path)) return next()
    readPage().then((page) => (page === undefined ? sayNotBuilt(response) : sendPage(response, page)), next)
  })
  app.use(sayMissing)
}

function sendPage(response: Response, page: string): void {
  const nonce = randomBytes(16).toString('base64')
  response
    .set('Content-Security-Policy', contentSecurityPolicy(nonce))
    .set('Cache-Control', 'no-store')
    .type('html')
    .send(page.replaceAll(noncePlace, nonce))
}

const sayMissing: RequestHandler = (_request, response) => {
  response.status(404).type('text/plain').send('There is no such page.')
}

/** Keeps the page in memory until its file changes; undefined while there is none. */
function createPageReader(path: string): () => Promise<string | undefined> {
  let known: { page: string; changedMs: number } | undefined
  return async () => {
    const file = await stat(path).catch(() => undefined)
    if (!file) return undefined
    if (known?.changedMs !== file.mtimeMs)
      known = { page: await readFile(path, 'utf8'), changedMs: file.mtimeMs }
    return known.page
  }
}

function sayNotBuilt(response: Response): void {
  response
    .status(503)
    .set('Retry-After', '5')
    .set('Cache-Control', 'no-store')
    .type('html')
    .send(
      '<!doctype html><html lang="en"><meta charset="utf-8"><title>Earshot is not built yet</title>' +
        '<h1>The dashboard is not built yet</h1>' +
        '<p>The server runs, but its pages are missing. Start it with <code>npm start</code>, which builds them, and reload.</p></html>',
    )
}
