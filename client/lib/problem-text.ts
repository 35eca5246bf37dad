import { ProblemError, type ClientProblemCode } from './problem-error.ts'

/** What each problem means for the person at the screen, and what to do about it. */
const sentences: Record<ClientProblemCode, string> = {
  invalid_request: 'Something in the form is not right. Look at the marked fields.',
  body_not_json: 'The server could not read what this page sent. Reload the page.',
  body_too_large: 'This is too much at once. Make it shorter.',
  unknown_host: 'Earshot does not know itself by this address. Open it at its own address.',
  invalid_query: 'The query cannot be read. Look at the marked place.',
  invalid_cursor: 'The list has changed too much to go on from here. Load it again.',
  unknown_route: 'This page is older than the server. Reload it.',
  not_found: 'This is not here any more. It may have been removed.',
  not_signed_in: 'You are signed out. Sign in again; your drafts are kept.',
  wrong_credentials: 'E-mail or password is wrong. Try again.',
  forbidden: 'Your role does not allow this. Ask an admin.',
  cross_site_request:
    'The browser sent this from another address. Open Earshot at its own address and try again.',
  too_many_attempts: 'Too many attempts. Wait a little, then try again.',
  already_set_up: 'Earshot is set up already. Sign in.',
  weak_password: 'This password is too easy to guess. Choose a longer one.',
  email_taken: 'Somebody has this e-mail address already. Use another one.',
  last_admin: 'This is the last admin. Make somebody else an admin first.',
  already_owned: 'Somebody was faster. Take another one.',
  not_your_mention: 'This belongs to somebody else. Ask them to hand it off.',
  wrong_state: 'It has moved on meanwhile. Look at it again.',
  nothing_to_undo: 'There is nothing to take back.',
  undo_too_late: 'Ten seconds have passed: make the opposite move instead.',
  changed_since: 'Somebody moved it after you, so it cannot be taken back.',
  idempotency_key_reused: 'This was sent already. Reload the page.',
  name_taken: 'This name is taken. Choose another one.',
  feed_exists: 'This feed is listened to already.',
  feed_blocked: 'Its site asked to be left alone for a while. Earshot goes on by itself.',
  feed_unreachable: 'The address does not answer. Check it, or try again later.',
  feed_not_found: 'There is nothing at this address. Check it.',
  feed_forbidden: 'The site refuses to give this feed. It may need an account.',
  feed_rate_limited: 'The site asks us to slow down. It is tried again later.',
  feed_server_error: 'The site has a fault. It is tried again later.',
  feed_timeout: 'The site took too long. Try again later.',
  feed_too_large: 'The feed is too large to read.',
  feed_address_refused: 'This address is private or not allowed. Use a public one.',
  feed_redirects: 'The address sends us in circles. Use the final one.',
  feed_certificate: 'The site’s certificate is not valid. Check the address.',
  feed_is_html: 'This is a web page, not a feed. Look for its feed’s address.',
  feed_empty_document: 'The address answers with nothing.',
  feed_unparsable: 'This cannot be read as a feed.',
  feed_too_slow_to_parse: 'Reading this feed takes too long.',
  feed_needs_credential:
    'The source wants a token or password, or another one. Give it in the feed’s settings.',
  credential_unreadable: 'The stored token cannot be read any more. Enter it again.',
  database_unavailable: 'The database is away. Nothing is lost; try again in a moment.',
  queue_unavailable: 'Background work is away. Nothing is lost; try again in a moment.',
  took_too_long: 'This took too long. Ask for less: a shorter period, or fewer filters.',
  disk_full: 'The server’s disk is full. Tell an admin.',
  unexpected: 'The server made a mistake. Try again; if it stays, tell an admin.',
  unreachable: 'The server cannot be reached. What you wrote is kept; try again.',
  unreadable_reply: 'This page and the server do not match. Reload the page.',
}

/** Codes whose own detail says more than our sentence: they name people, places and times. */
const detailed: ReadonlySet<ClientProblemCode> = new Set([
  'invalid_request',
  'invalid_query',
  'wrong_state',
  'weak_password',
  'too_many_attempts',
  'feed_address_refused',
  'feed_unparsable',
])

/** A sentence for any error, saying what to do. Never a stack or a code. */
export function problemText(error: unknown): string {
  if (!(error instanceof ProblemError)) return sentences.unexpected
  return detailed.has(error.code) && error.message !== '' ? error.message : sentences[error.code]
}

/**
 * A sentence for an error about a place on the web: the server's own, which names the place and what is the matter
 * with it.
 */
export function problemDetail(error: unknown): string {
  const own = error instanceof ProblemError && error.code.startsWith('feed_') && error.message !== ''
  return own ? error.message : problemText(error)
}
