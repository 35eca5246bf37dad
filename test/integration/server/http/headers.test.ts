import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startTestWeb, type TestWeb } from '../../../support/web.ts'

let web: TestWeb
let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'earshot-client-'))
  web = await startTestWeb({ clientDir: folder })
})
afterAll(async () => {
  await web.close()
  await rm(folder, { recursive: true })
})

async function build(): Promise<void> {
  await mkdir(join(folder, 'assets'), { recursive: true })
  await writeFile(
    join(folder, 'index.html'),
    '<!doctype html><meta property="csp-nonce" nonce="EARSHOT_CSP_NONCE"><script type="module" src="/assets/app-1a2b3c.js" nonce="EARSHOT_CSP_NONCE"></script>',
  )
  await writeFile(join(folder, 'assets/app-1a2b3c.js'), 'console.log(1)')
  await writeFile(join(folder, '.built-from'), 'secret')
}

/** Headers without those that differ with each reply. */
function lasting(headers: Record<string, unknown>): Record<string, unknown> {
  const { date: _date, 'content-length': _length, 'last-modified': _modified, etag: _etag, ...rest } = headers
  return rest
}

describe('headers', () => {
  test('of the API', async () => {
    const reply = await web.nobody().get('/api/health')
    expect(lasting(reply.headers)).toMatchInlineSnapshot(`
      {
        "cache-control": "no-store",
        "connection": "close",
        "content-security-policy": "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'self'",
        "content-type": "application/json; charset=utf-8",
        "cross-origin-opener-policy": "same-origin",
        "cross-origin-resource-policy": "same-origin",
        "origin-agent-cluster": "?1",
        "permissions-policy": "camera=(), microphone=(), geolocation=(), payment=(), usb=(), browsing-topics=()",
        "referrer-policy": "no-referrer",
        "x-content-type-options": "nosniff",
        "x-dns-prefetch-control": "off",
        "x-download-options": "noopen",
        "x-frame-options": "DENY",
        "x-permitted-cross-domain-policies": "none",
        "x-xss-protection": "0",
      }
    `)
  })

  test('demand https only where it is known to be there', async () => {
    const behind = await startTestWeb({
      databaseUrl: web.databaseUrl,
      config: { origin: 'https://earshot.example' },
    })
    try {
      const reply = await behind.nobody().get('/api/health')
      expect(reply.headers['strict-transport-security']).toBe('max-age=31536000; includeSubDomains')
    } finally {
      await behind.close()
    }
  })

  test('say nothing of what runs here, also with a problem', async () => {
    const reply = await web.nobody().get('/api/nothing')
    expect(reply.headers['content-security-policy']).toMatch(
      /^default-src 'none'; script-src 'self'; style-src 'self';/,
    )
    expect(reply.headers['x-powered-by']).toBeUndefined()
    expect(reply.headers['server']).toBeUndefined()
  })
})

describe('the dashboard', () => {
  test('says how it is built when it is not', async () => {
    const reply = await web.nobody().get('/')
    expect(reply.status).toBe(503)
    expect(reply.text).toContain('npm start')
    expect(reply.headers['content-type']).toBe('text/html; charset=utf-8')
  })

  test('is the same page at every address that is not the API’s, each time with its own nonce', async () => {
    await build()
    const [one, two] = await Promise.all([web.nobody().get('/'), web.nobody().get('/mentions/12?lane=mine')])
    const nonce = /'nonce-([^']+)'/.exec(String(one.headers['content-security-policy']))![1]!
    expect(one.headers['content-security-policy']).toContain(
      `script-src 'self'; style-src 'self' 'nonce-${nonce}';`,
    )
    expect(one.text).toContain(`nonce="${nonce}"`)
    expect(one.text).not.toContain('EARSHOT_CSP_NONCE')
    expect(two.text).not.toContain(nonce)
    expect(two.text.replaceAll(/nonce="[^"]+"/g, '')).toBe(one.text.replaceAll(/nonce="[^"]+"/g, ''))
    expect(one.headers['cache-control']).toBe('no-store')
  })

  test('has files that browsers keep, because their names change with them', async () => {
    await build()
    const reply = await web.nobody().get('/assets/app-1a2b3c.js')
    expect(reply.text).toBe('console.log(1)')
    expect(reply.headers['cache-control']).toBe('public, max-age=31536000, immutable')
    expect(reply.headers['content-type']).toBe('text/javascript; charset=utf-8')
    expect(reply.headers['x-content-type-options']).toBe('nosniff')
  })

  test('travels compressed where the browser can read that, and what the API says never does', async () => {
    await writeFile(join(folder, 'assets/long-1a2b3c.js'), 'console.log(1)\n'.repeat(500))
    const ask = (path: string) => fetch(web.url + path, { headers: { 'accept-encoding': 'gzip' } })
    const asset = await ask('/assets/long-1a2b3c.js')
    expect(asset.headers.get('content-encoding')).toBe('gzip')
    expect(await asset.text()).toHaveLength(7500)
    expect((await ask('/api/openapi.json')).headers.get('content-encoding')).toBeNull()
  })

  test.each([
    '/assets/gone-000000.js',
    '/favicon.ico',
    '/assets/../../package.json',
    '/.built-from',
    '/%2e%2e/package.json',
  ])('does not give out %s', async (path) => {
    await build()
    const reply = await web.nobody().send('GET', path)
    expect(reply.status).toBe(404)
    expect(reply.text).not.toMatch(/secret|earshot"/)
  })

  test('follows a new build', async () => {
    await build()
    await web.nobody().get('/')
    await writeFile(join(folder, 'index.html'), '<!doctype html><title>Newer</title>')
    expect((await web.nobody().get('/')).text).toContain('Newer')
  })

  test('is read only', async () => {
    const reply = await web.nobody().post('/mentions', {})
    expect(reply.status).toBe(404)
  })
})
