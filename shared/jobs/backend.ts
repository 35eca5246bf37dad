import type { Processor, Queue, Worker, WorkerOptions } from 'bullmq'
import type { QueueName } from './catalogue.ts'

/** Where the queues live: the rest of the code does not know whether that is PostgreSQL or Redis. */
export type QueueBackend = {
  kind: 'postgres' | 'redis'
  queue(name: QueueName): Queue
  worker(name: QueueName, processor: Processor, options: Omit<WorkerOptions, 'connection'>): Worker
  /** Ends the connections, also when the other side does not answer. Close queues and workers first. */
  close(): Promise<void>
}

/** Names the queues' tables (a schema) and keys (a prefix), so that they stand apart from other data. */
export const queueSpace = { schema: 'bullmq', prefix: 'earshot' }
