import { afterEach, beforeEach, expect, test } from 'vitest'
import { addBrand } from '../../../../../shared/domain/brands/add.ts'
import { previewBrand } from '../../../../../shared/domain/brands/preview.ts'
import { addExclusion } from '../../../../../shared/domain/exclusions/add.ts'
import { previewExclusion } from '../../../../../shared/domain/exclusions/preview.ts'
import { previewLabel } from '../../../../../shared/domain/labels/preview.ts'
import { listMentions } from '../../../../../shared/domain/mentions/list.ts'
import { matchKept } from '../../../../../shared/domain/mentions/match-kept.ts'
import { createHearing, type Hearing } from '../../../../support/hear.ts'
import { addFeed, addPerson, openTestStore, type TestStore } from '../../../../support/store.ts'

let store: TestStore
let hearing: Hearing
let admin: Awaited<ReturnType<typeof addPerson>>
let feedId: number

beforeEach(async () => {
  store = await openTestStore()
  hearing = createHearing(store)
  admin = await addPerson(store, 'Ada', 'admin')
  feedId = await addFeed(store, 'https://example.org/feed')
})
afterEach(() => store.close())

const german = [
  'Das Paket von Acme ist schon wieder nicht angekommen',
  'Acme Kundendienst unerreichbar, Frechheit',
  'Danke Acme, klasse Service!',
]
const others = [
  'The parcel from Acme has not arrived yet',
  'El paquete de Acme no llegó y nadie contesta',
  'Acme 服务很差',
  'Acme',
]
const posts = [...german, ...others].map((text) => ({ text }))
const asked = 'acme lang:de'
const add = (name: string, text: string) => addBrand(store.db, { name, queries: [{ text }] })
const catchUp = (brandId: number) => matchKept(hearing, store, brandId, new AbortController().signal)

async function shown(brandId: number): Promise<{ text: string; language: string | null }[]> {
  const { mentions } = await listMentions(store, admin, { lane: 'stream', brandId }, { limit: 100 })
  return mentions.map(({ excerpt, sentiment }) => ({ text: excerpt, language: sentiment.language }))
}

test('lang: finds what mentions show as that language, wherever it is asked', async () => {
  const all = await add('Acme', 'acme')
  const ofGerman = await add('Acme, German', asked)
  await hearing.hear(feedId, posts)
  const inGerman = (await shown(all.id)).filter(({ language }) => language === 'de')
  expect(inGerman.map(({ text }) => text).toSorted()).toEqual(german.toSorted())
  expect(await shown(ofGerman.id)).toEqual(inGerman)

  const late = await add('Acme, later', asked)
  await catchUp(late.id)
  expect(await shown(late.id)).toEqual(inGerman)

  expect(await previewBrand(store, hearing, { queries: [{ text: asked }] })).toMatchObject({ matched: 3 })
  expect(await previewLabel(store, hearing, { brandId: all.id, rule: asked })).toMatchObject({ matched: 3 })
  expect(await previewExclusion(store, hearing, { brandId: all.id, text: asked })).toMatchObject({
    hidden: 3,
  })
  await addExclusion(store, admin, { brandId: all.id, text: asked, active: true })
  await catchUp(all.id)
  const left = (await shown(all.id)).map(({ text }) => text)
  expect(left.toSorted()).toEqual(others.toSorted())
})
