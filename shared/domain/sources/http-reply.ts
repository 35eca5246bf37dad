export type HttpReply = {
  status: number
  /** Names in lower case; several values of one name joined by a comma. Bytes as Latin-1, as HTTP has them. */
  headers: Record<string, string>
  /** The address that answered, after redirects. */
  finalUrl: string
  /** After decompression. */
  body: Uint8Array
  /** Each hop that was followed, in order. */
  redirects: { status: number; from: string; to: string }[]
}
