import type { LookupAddress } from 'node:dns'
import type { LookupFunction } from 'node:net'
import { describe, expect, it } from 'vitest'
import {
  AddressRefused,
  checkUrl,
  guardLookup,
  isPublicAddress,
  isReachableAddress,
  type AddressRules,
} from '../../../../../shared/domain/sources/address.ts'

const strict: AddressRules = { allows: isPublicAddress, ports: [80, 443] }
const open: AddressRules = { allows: isReachableAddress, ports: 'any' }

describe('public addresses', () => {
  it.each(['1.1.1.1', '93.184.215.14', '2606:4700:4700::1111', '2a00:1450:4001:80b::200e'])(
    '%s is',
    (address) => {
      expect(isPublicAddress(address)).toBe(true)
    },
  )

  const v4 = `127.0.0.1 127.255.255.254 0.0.0.0 10.1.2.3 172.16.0.1 172.31.255.255 192.168.1.1
    169.254.169.254 100.64.0.1 192.0.0.8 192.0.2.1 198.18.0.1 198.51.100.7 203.0.113.9 224.0.0.1
    239.255.255.250 240.0.0.1 255.255.255.255 192.88.99.1`
  const v6 = `:: ::1 ::7f00:1 ::127.0.0.1 ::ffff:127.0.0.1 ::ffff:1.1.1.1 ::ffff:0:127.0.0.1 64:ff9b::7f00:1
    64:ff9b::101:101 64:ff9b:1::1 2002:7f00:1:: 2002:101:101:: 2001:0:1:: fe80::1 fe80::1%eth0
    fec0::1 fc00::1 fd12:3456::1 ff02::1 100::1 2001:db8::1 3fff::1 5f00::1 4000::1`
  it.each([...v4.split(/\s+/), ...v6.split(/\s+/), 'not an address', ''])('%s is not', (address) => {
    expect(isPublicAddress(address)).toBe(false)
  })
})

describe('addresses that can be asked when private ones are allowed', () => {
  it.each(['127.0.0.1', '::1', '10.0.0.1', '192.168.1.1', 'fd12::1', '1.1.1.1', '64:ff9b::101:101'])(
    '%s is one',
    (address) => {
      expect(isReachableAddress(address)).toBe(true)
    },
  )
  const links = `169.254.169.254 169.254.0.1 fe80::1 febf::1 fe80::1%eth0 ::ffff:169.254.169.254 ::169.254.169.254
    ::ffff:0:169.254.169.254 64:ff9b::a9fe:a9fe 2002:a9fe:a9fe:: fd00:ec2::254 100.100.100.200 name`
  it.each(links.split(/\s+/))('%s is none', (address) => {
    expect(isReachableAddress(address)).toBe(false)
  })
})

describe('web addresses', () => {
  it.each([
    ['https://example.com/feed', 'https://example.com/feed'],
    ['HTTP://Example.COM:80/a#part', 'http://example.com/a'],
    ['https://bücher.example/', 'https://xn--bcher-kva.example/'],
  ])('%s is asked for as %s', (address, expected) => {
    expect(checkUrl(address, strict).href).toBe(expected)
  })

  it.each([
    ['file:///etc/passwd', 'must start with http'],
    ['ftp://example.com/', 'must start with http'],
    ['javascript:alert(1)', 'must start with http'],
    ['example.com/feed', 'not a web address'],
    ['', 'not a web address'],
    ['https://user:secret@example.com/', 'user name or password'],
    ['http://example.com:8080/', 'Port 8080'],
    ['http://example.com:22/', 'Port 22'],
    ['http://127.0.0.1/', 'not a public address'],
  ])('%s is refused: %s', (address, sentence) => {
    expect(() => checkUrl(address, strict)).toThrow(sentence)
  })

  it('never repeats a password', () => {
    expect(() => checkUrl('https://user:hunter2@example.com/', strict)).not.toThrow('hunter2')
  })

  it('takes any port and address when private ones are allowed, but no other scheme', () => {
    expect(checkUrl('http://10.0.0.1:8080/', open).port).toBe('8080')
    expect(() => checkUrl('file:///etc/passwd', open)).toThrow('must start with http')
    for (const link of ['http://169.254.169.254/', 'http://0xa9fea9fe/', 'http://[::ffff:a9fe:a9fe]/'])
      expect(() => checkUrl(link, open)).toThrow('link-local ones never')
  })
})

describe('names', () => {
  const answering =
    (...addresses: string[]): LookupFunction =>
    (_host, _options, callback) =>
      callback(
        null,
        addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })),
      )
  const resolve = (lookup: LookupFunction, all: boolean) =>
    new Promise<string | LookupAddress[]>((done, fail) => {
      guardLookup(isPublicAddress, lookup)('name.example', { all }, (error, found) =>
        error ? fail(error) : done(found),
      )
    })

  it('hands on only the public addresses of a name', async () => {
    const mixed = answering('127.0.0.1', '1.1.1.1', '::1')
    expect(await resolve(mixed, true)).toEqual([{ address: '1.1.1.1', family: 4 }])
    expect(await resolve(mixed, false)).toBe('1.1.1.1')
  })

  it('refuses a name that has none', async () => {
    await expect(resolve(answering('10.0.0.1', '::ffff:1.1.1.1'), true)).rejects.toBeInstanceOf(
      AddressRefused,
    )
  })

  it('passes a failed look-up on', async () => {
    const failing: LookupFunction = (_host, _options, callback) =>
      callback(Object.assign(new Error('no such name'), { code: 'ENOTFOUND' }), '', 0)
    await expect(resolve(failing, true)).rejects.toMatchObject({ code: 'ENOTFOUND' })
  })
})
