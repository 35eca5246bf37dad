import type { z } from 'zod'
import type { Right } from './rights.ts'

export type Method = 'GET' | 'POST' | 'PATCH' | 'DELETE'

/** `public`: anybody. `first-run`: anybody, until the first admin exists. `signed-in`: any person. Else: who has the right. */
export type Access = 'public' | 'first-run' | 'signed-in' | Right

/** One REST route: what both sides know of it. The server parses what comes in, the client what comes back. */
export type Route<
  Params extends z.ZodType = z.ZodType,
  Query extends z.ZodType = z.ZodType,
  Body extends z.ZodType = z.ZodType,
  Reply extends z.ZodType = z.ZodType,
> = {
  method: Method
  /** Express style, e.g. `/api/mentions/:id`. */
  path: string
  summary: string
  access: Access
  /** Writes that may be repeated safely take an Idempotency-Key header. */
  idempotent?: boolean
  params?: Params
  query?: Query
  body?: Body
  /** Left out: 204 with no body. */
  reply?: Reply
}

/** Keeps a route's exact types while checking its shape. */
export function route<
  Params extends z.ZodType = z.ZodUndefined,
  Query extends z.ZodType = z.ZodUndefined,
  Body extends z.ZodType = z.ZodUndefined,
  Reply extends z.ZodType = z.ZodUndefined,
>(definition: Route<Params, Query, Body, Reply>): Route<Params, Query, Body, Reply> {
  return definition
}

export type ParamsOf<R> = R extends Route<infer P, z.ZodType, z.ZodType, z.ZodType> ? z.infer<P> : never
export type QueryOf<R> = R extends Route<z.ZodType, infer Q, z.ZodType, z.ZodType> ? z.infer<Q> : never
export type BodyOf<R> = R extends Route<z.ZodType, z.ZodType, infer B, z.ZodType> ? z.infer<B> : never
export type ReplyOf<R> = R extends Route<z.ZodType, z.ZodType, z.ZodType, infer Y> ? z.infer<Y> : never
