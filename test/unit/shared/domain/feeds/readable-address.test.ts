import { expect, test } from 'vitest'
import { readableAddress } from '../../../../../shared/domain/feeds/readable-address.ts'

test.each([
  ['https://xn--mller-kva.example/feed', 'https://müller.example/feed'],
  ['https://news.example/k%C3%A4se?q=%22acme%22', 'https://news.example/käse?q="acme"'],
  ['https://news.example/50%', 'https://news.example/50%'],
  ['https://news.example/a%E2%80%AEb', 'https://news.example/a%E2%80%AEb'],
  ['https://news.example/a%20b', 'https://news.example/a%20b'],
  ['http://127.0.0.1:4000/feed', 'http://127.0.0.1:4000/feed'],
])('%s reads %s', (address, words) => {
  expect(readableAddress(address)).toBe(words)
})
