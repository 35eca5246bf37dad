/** The embedded PostgreSQL cannot run. The message is a plain sentence that says why and what to do. */
export class EmbeddedPostgresError extends Error {
  override name = 'EmbeddedPostgresError'
}

/** Another Earshot holds the same data. The message names its process and address where they are known. */
export class AlreadyRunningError extends EmbeddedPostgresError {
  override name = 'AlreadyRunningError'
}

/**
 * Turns what initdb or postgres wrote before it gave up into one sentence.
 * `output` is their text in English (lc_messages is C); `folder` is the data folder to name.
 */
export function explain(doing: string, output: string, folder: string): EmbeddedPostgresError {
  const said = lastComplaint(output)
  return new EmbeddedPostgresError(sentence(doing, said, output, folder), { cause: output })
}

function sentence(doing: string, said: string, output: string, folder: string): string {
  if (/No space left on device|ENOSPC/.test(output)) {
    return `${doing} failed because the disk that holds ${folder} is full: free some space, then start again. Nothing already stored is lost.`
  }
  const unknownUser = /could not look up effective user ID (\d+)/.exec(output)
  if (unknownUser) {
    return `${doing} failed because user id ${unknownUser[1]} has no entry in /etc/passwd, which PostgreSQL needs: add one (the usual line is "nobody:x:65534:65534:nobody:/nonexistent:/usr/sbin/nologin"), or run Earshot as an ordinary user, or set DATABASE_URL.`
  }
  if (/Permission denied|EACCES|EPERM|Operation not permitted/.test(output)) {
    return `${doing} failed because this user may not use ${folder} (${said}): run Earshot as the user who owns it, or set EARSHOT_DATA to a folder you can write.`
  }
  if (/ENOTDIR|EEXIST|Not a directory/.test(output)) {
    return `${doing} failed because ${folder} is not a folder: set EARSHOT_DATA to one.`
  }
  if (/Read-only file system|EROFS/.test(output)) {
    return `${doing} failed because ${folder} is on a read-only file system: set EARSHOT_DATA to a folder you can write.`
  }
  if (/could not create shared memory segment|could not map anonymous shared memory/.test(output)) {
    return `${doing} failed because the machine has too little (shared) memory for PostgreSQL (${said}).`
  }
  if (/cannot open shared object file|version `GLIBC|ENOENT/.test(output)) {
    return `${doing} failed because the PostgreSQL that npm installed does not run on this system (${said}): set DATABASE_URL to a PostgreSQL server of your own.`
  }
  return `${doing} failed in ${folder}: ${said || 'it said nothing'}.`
}

/** The last FATAL, PANIC or error line, without its time stamp; else the last line. */
function lastComplaint(output: string): string {
  const lines = output.split('\n').filter((line) => line.trim() !== '')
  const complaint = lines.findLast((line) => /FATAL|PANIC|error:/.test(line)) ?? lines.at(-1) ?? ''
  return complaint.replace(/^.*?(FATAL|PANIC|error):\s*/, '').trim()
}
