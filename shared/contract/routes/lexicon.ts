import { z } from 'zod'
import {
  lexiconChange,
  lexiconEntry,
  lexiconOffer,
  lexiconPreview,
  lexiconPreviewRequest,
  newLexiconEntry,
  rescoring,
} from '../lexicon.ts'
import { route } from '../route.ts'
import { byId } from './by-id.ts'

/** Words that count otherwise for a brand, and past mentions that are rescored by them. */
export const lexiconRoutes = {
  lexicon: route({
    method: 'GET',
    path: '/api/lexicon',
    summary: 'Words and phrases that count otherwise for a brand: proposed and active, newest first.',
    access: 'brand:read',
    reply: z.object({ entries: z.array(lexiconEntry) }),
  }),
  previewLexicon: route({
    method: 'POST',
    path: '/api/lexicon/preview',
    summary: 'Which past mentions one change of a lexicon would change. Nothing is saved.',
    access: 'mention:move',
    body: lexiconPreviewRequest,
    reply: lexiconPreview,
  }),
  offerLexicon: route({
    method: 'GET',
    path: '/api/mentions/:id/lexicon-offer',
    summary: 'For a corrected mention: the entry that would have set its label right, if one word would.',
    access: 'mention:move',
    params: byId,
    reply: z.object({ offer: lexiconOffer.nullable() }),
  }),
  addLexiconEntry: route({
    method: 'POST',
    path: '/api/lexicon',
    summary:
      'Propose an entry; who may change brands can make it active at once, and past mentions are rescored.',
    access: 'mention:move',
    body: newLexiconEntry,
    reply: lexiconEntry,
  }),
  changeLexiconEntry: route({
    method: 'PATCH',
    path: '/api/lexicon/:id',
    summary: 'Change an entry, or make a proposed one active; past mentions are rescored.',
    access: 'brand:write',
    params: byId,
    body: lexiconChange,
    reply: lexiconEntry,
  }),
  removeLexiconEntry: route({
    method: 'DELETE',
    path: '/api/lexicon/:id',
    summary: 'Remove an entry, or refuse a proposed one; past mentions are rescored.',
    access: 'brand:write',
    params: byId,
  }),
  rescorings: route({
    method: 'GET',
    path: '/api/rescorings',
    summary: 'How far past mentions are rescored, for each brand where that was ever asked.',
    access: 'brand:read',
    reply: z.object({ rescorings: z.array(rescoring) }),
  }),
}
