import type { IncomingMessage, RequestListener } from 'node:http'
import type { Duplex } from 'node:stream'
import type { Post } from './posts.ts'

/** One site of the demo's internet, on a port of its own. */
export type DemoSite = {
  title: string
  /** What an admin would enter to listen to it, given where it stands. */
  feed(origin: string): { source: string; config: Record<string, string>; credential?: string }
  /** @param posts what it has published, newest first; of other sites' in the second. */
  answer(posts: () => Post[], elsewhere: () => LinkedPost[]): RequestListener
  /** For sites that stream: takes over a connection that asks for a WebSocket. */
  upgrade?(posts: () => Post[]): (request: IncomingMessage, socket: Duplex, head: Buffer) => void
}

/** A post with the address at which its own site shows it. */
export type LinkedPost = Post & { url: string }
