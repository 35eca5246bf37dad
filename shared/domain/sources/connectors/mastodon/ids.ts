/**
 * Ids of Mastodon and its kin grow with time, and are compared as numbers or, of one length, as text. Those of Mastodon
 * hold the milliseconds of their post's date above 16 other bits.
 */
export const isNewer = (one: string, other: string): boolean =>
  one.length === other.length ? one > other : one.length > other.length

export const newestOf = (ids: readonly string[]): string | null =>
  ids.reduce<string | null>((newest, id) => (newest === null || isNewer(id, newest) ? id : newest), null)

/**
 * The id of a moment some seconds before the post with this id: posts of other servers come late, and take their place
 * by their date. The id itself when it does not tell the time.
 */
export function secondsBefore(id: string, seconds: number, now = Date.now()): string {
  if (!/^\d{15,20}$/.test(id)) return id
  const time = Number(BigInt(id) >> 16n)
  const isPlausible = time > Date.UTC(2016, 0) && time < now + 24 * 3600 * 1000
  return isPlausible ? String(BigInt(time - seconds * 1000) << 16n) : id
}
