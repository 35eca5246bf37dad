import { afterAll, expect, test } from 'vitest'
import { stayHome } from '../../../shared/domain/feeds/hosts/stay-home.ts'
import { createSafeHttp } from '../../../shared/domain/sources/http.ts'
import { serveLocally, type LocalHttp } from '../../support/local-http.ts'

const http = createSafeHttp({ allowPrivate: true, userAgent: 'Earshot/test' })
const servers: LocalHttp[] = []
afterAll(async () => {
  await http.close()
  for (const server of servers) await server.close()
})

test('a redirect that repeats a token is followed within the site only', async () => {
  const asked: string[] = []
  const other = await serveLocally((request, response) => {
    asked.push(request.url ?? '')
    response.end('other')
  })
  const home = await serveLocally((request, response) => {
    const { searchParams, pathname } = new URL(request.url ?? '', 'http://home')
    if (pathname === '/there') return void response.end('home')
    const to = searchParams.get('to') ?? ''
    response.writeHead(302, { location: `${to}?key=${searchParams.get('key')}` }).end()
  })
  servers.push(home, other)
  const away = `${home.url}/feed?key=secret&to=${other.url}/`

  await expect(stayHome(http).get(away)).rejects.toMatchObject({ code: 'feed_redirects' })
  expect(asked).toEqual([])
  const within = await stayHome(http).get(`${home.url}/feed?key=secret&to=/there`)
  expect(Buffer.from(within.body).toString()).toBe('home')

  // Without a token nothing is at stake.
  await http.get(away)
  expect(asked).toEqual(['/?key=secret'])
})
