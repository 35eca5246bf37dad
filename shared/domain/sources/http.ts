export type HttpReply = {
  status: number
  /** Names in lower case; several values of one name joined by a comma. */
  headers: Record<string, string>
  /** The address that answered, after redirects. */
  finalUrl: string
  /** After decompression. */
  body: Uint8Array
  /** Each hop that was followed, in order. */
  redirects: { status: number; from: string; to: string }[]
}

/** The only way out to addresses that people typed. Every failure to get an answer is a Problem (`feed_*`). */
export type SafeHttp = {
  get(url: string, options?: { headers?: Record<string, string>; signal?: AbortSignal }): Promise<HttpReply>
  close(): Promise<void>
}
