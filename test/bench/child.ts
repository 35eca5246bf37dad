import { fork, type ChildProcess } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import type { Shutdown } from '../../shared/runtime/shutdown.ts'

const startMs = 30_000
const answerMs = 60_000
const endMs = 5_000

type ToChild = { question: unknown } | { told: unknown }
type FromChild = { ready: unknown } | { answer: unknown } | { failed: string } | { told: unknown }

/** A program of this folder in a process of its own. */
export type Child<Ready> = {
  pid: number
  /** What it said when it was ready. */
  ready: Ready
  /** One question at a time. */
  ask<Answer>(question: unknown): Promise<Answer>
  /** Says something that has no answer. */
  tell(told: unknown): void
  /** What it says unasked. */
  onTold(heard: (told: unknown) => void): void
}

/** Forks a program, which gets `env` and nothing else of the environment, and waits until it is ready. It ends with the bench. */
export async function startChild<Ready>(
  ends: Shutdown,
  program: string,
  env: Record<string, string> = {},
): Promise<Child<Ready>> {
  const { PATH = '', HOME = '' } = process.env
  const child = fork(fileURLToPath(new URL(program, import.meta.url)), { env: { PATH, HOME, ...env } })
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  ends.add(program, () => end(child, gone))

  let heard: (told: unknown) => void = () => undefined
  child.on('message', (message: FromChild) => {
    if ('told' in message) heard(message.told)
  })
  const ready = await next<Ready>(child, program, startMs)
  return {
    pid: child.pid!,
    ready,
    ask<Answer>(question: unknown) {
      const answer = next<Answer>(child, program, answerMs)
      child.send({ question } satisfies ToChild)
      return answer
    },
    tell: (told) => void child.send({ told } satisfies ToChild),
    onTold: (listener) => void (heard = listener),
  }
}

function next<Content>(child: ChildProcess, program: string, patienceMs: number): Promise<Content> {
  const { promise, resolve, reject } = Promise.withResolvers<Content>()
  const onMessage = (message: FromChild) => {
    if ('ready' in message) resolve(message.ready as Content)
    else if ('answer' in message) resolve(message.answer as Content)
    else if ('failed' in message) reject(new Error(`${program}: ${message.failed}`))
  }
  const onExit = (code: number | null) => reject(new Error(`${program} ended with code ${code}.`))
  const timer = setTimeout(
    () => reject(new Error(`${program} said nothing for ${patienceMs / 1000} s.`)),
    patienceMs,
  )
  child.on('message', onMessage).once('exit', onExit)
  return promise.finally(() => {
    clearTimeout(timer)
    child.off('message', onMessage).off('exit', onExit)
  })
}

/** Closing the channel asks it to end; one that does not is killed. */
async function end(child: ChildProcess, gone: Promise<void>): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  child.disconnect()
  const timer = setTimeout(() => child.kill('SIGKILL'), endMs)
  await gone
  clearTimeout(timer)
}

/** The child's side: says that it is ready, and ends when the parent is gone or has closed the channel. */
export function serveParent<Question = never, Told = never>(side: {
  ready: unknown
  answer?: (question: Question) => unknown
  hear?: (told: Told) => void
  close?: () => unknown
}): void {
  process.on('message', (message: ToChild) => {
    if ('told' in message) return side.hear?.(message.told as Told)
    Promise.resolve()
      .then(() => side.answer?.(message.question as Question))
      .then(
        (content) => say({ answer: content ?? null }),
        (error: Error) => say({ failed: error.message }),
      )
  })
  process.once('disconnect', () => {
    void Promise.resolve(side.close?.()).finally(() => process.exit())
  })
  say({ ready: side.ready })
}

/** The child's side: says something unasked. */
export const tellParent = (told: unknown) => say({ told })

const say = (message: FromChild) => process.send?.(message)
