import { useRef, useState, type RefObject } from 'react'
import type { z } from 'zod'
import type { FieldProblem } from '../../shared/contract/problems.ts'
import { ProblemError } from './problem-error.ts'

/** A form whose fields are checked by the contract's own schema, before and after sending. */
export type Form<Values, Saved> = {
  values: Values
  set: <Name extends keyof Values>(name: Name, value: Values[Name]) => void
  /** Call when a field is left: from then on it shows what is wrong with it. */
  leave: (path: string) => void
  /** What is wrong with the field at this path of the body (`queries/0/text`), when it is time to say so. */
  problem: (path: string) => FieldProblem | undefined
  /** What the server refused last, as a whole; its fields are marked too. */
  failure: unknown
  dirty: boolean
  sending: boolean
  /** Checks, sends, and gives the reply; undefined when it was not accepted. Nothing typed is lost. */
  send: () => Promise<Saved | undefined>
  /** Starts again from other values. */
  reset: (values: Values) => void
  /** Shows an error that came from elsewhere than `send`, its fields marked. */
  refuse: (error: unknown) => void
  /** Goes on the form element, so that the first wrong field gets the focus. */
  ref: RefObject<HTMLFormElement | null>
}

type Plan<Values, Schema extends z.ZodType, Saved> = {
  initial: Values
  schema: Schema
  /** What is sent, from what is typed; may be wrong, which is what the schema finds. */
  toBody: (values: Values) => unknown
  send: (body: z.output<Schema>) => Promise<Saved>
}

export function useForm<Values extends object, Schema extends z.ZodType, Saved>(
  plan: Plan<Values, Schema, Saved>,
): Form<Values, Saved> {
  const [values, setValues] = useState(plan.initial)
  const [start, setStart] = useState(plan.initial)
  const [left, setLeft] = useState<ReadonlySet<string> | 'all'>(new Set())
  const [refused, setRefused] = useState<readonly FieldProblem[]>([])
  const [failure, setFailure] = useState<unknown>(null)
  const [sending, setSending] = useState(false)
  const ref = useRef<HTMLFormElement>(null)

  const parsed = plan.schema.safeParse(plan.toBody(values))
  const wrong = parsed.success ? [] : fieldProblems(parsed.error)

  const problem = (path: string): FieldProblem | undefined =>
    refused.find((field) => field.path === path) ??
    (left === 'all' || left.has(path) ? wrong.find((field) => field.path === path) : undefined)

  const focusFirstWrong = (): void => {
    requestAnimationFrame(() => ref.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus())
  }

  const refuse = (error: unknown): void => {
    setFailure(error)
    if (!(error instanceof ProblemError) || error.fields.length === 0) return
    setRefused(error.fields)
    focusFirstWrong()
  }

  const send = async (): Promise<Saved | undefined> => {
    if (sending) return undefined
    setLeft('all')
    setFailure(null)
    setRefused([])
    if (!parsed.success) {
      focusFirstWrong()
      return undefined
    }
    setSending(true)
    try {
      return await plan.send(parsed.data)
    } catch (error) {
      refuse(error)
      return undefined
    } finally {
      setSending(false)
    }
  }

  return {
    values,
    set: (name, value) => {
      setValues((current) => ({ ...current, [name]: value }))
      setRefused((fields) => fields.filter(({ path }) => path.split('/')[0] !== name))
      setFailure(null)
    },
    leave: (path) => setLeft((paths) => (paths === 'all' ? paths : new Set([...paths, path]))),
    problem,
    failure,
    dirty: JSON.stringify(values) !== JSON.stringify(start),
    sending,
    send,
    reset: (next) => {
      setValues(next)
      setStart(next)
      setLeft(new Set())
      setRefused([])
      setFailure(null)
    },
    refuse,
    ref,
  }
}

/** A schema's issues as the server would name them. */
export function fieldProblems(error: z.ZodError): FieldProblem[] {
  return error.issues.map(({ path, message }) => ({ path: path.map(String).join('/'), message }))
}
