import { expect, test } from 'vitest'
import { DatabaseError, refuseUnfit } from '../../../server/open-database.ts'

const fit = {
  server_version: '15.0',
  server_version_num: '150000',
  fsync: 'on',
  synchronous_commit: 'on',
}

test.each([
  fit,
  { ...fit, server_version: '18.4', server_version_num: '180004' },
  { ...fit, synchronous_commit: 'remote_apply' },
])('a PostgreSQL will do with %j', (settings) => {
  expect(() => refuseUnfit('db:5432', settings)).not.toThrow()
})

test.each<[object, string]>([
  [
    { server_version: '14.12 (Debian 14.12-1)', server_version_num: '140012' },
    'PostgreSQL at db:5432 (DATABASE_URL) is version 14.12 (Debian 14.12-1), and Earshot needs 15 or newer.',
  ],
  [{ server_version: '9.6.24', server_version_num: '90624' }, 'is version 9.6.24, and'],
  [{ fsync: 'off' }, 'PostgreSQL at db:5432 runs with fsync = off, so'],
  [{ fsync: 'off', synchronous_commit: 'off' }, 'runs with fsync = off and synchronous_commit = off, so'],
])('a PostgreSQL is refused with %j', (change, sentence) => {
  const refused = () => refuseUnfit('db:5432', { ...fit, ...change })
  expect(refused).toThrow(DatabaseError)
  expect(refused).toThrow(sentence)
})
