import { useId, useState, type FormEvent } from 'react'
import type { z } from 'zod'
import type { FieldProblem } from '../../shared/contract/problems.ts'
import { ProblemError } from './problem-error.ts'

/** A form whose fields are checked by the contract's own schema, before and after sending. */
export type Form<Values> = {
  values: Values
  set: <Name extends keyof Values>(name: Name, value: Values[Name]) => void
  /** Call when a field is left: from then on it shows what is wrong with it. */
  leave: (path: string) => void
  /** What is wrong with the field at this path of the body (`queries/0/text`), when it is time to say so. */
  problem: (path: string) => FieldProblem | undefined
  /** What the server refused last; null when every part of it is told at a field. */
  failure: unknown
  /** Something was typed that is not saved. */
  dirty: boolean
  sending: boolean
  /** Shows an error that another call met, its fields marked. */
  refuse: (error: unknown) => void
  /** Forgets what was typed and not saved. */
  reset: () => void
  /** For the form element. A button outside of it names the `id` as its `form`. */
  props: { id: string; noValidate: true; onSubmit: (event: FormEvent) => void }
}

export type FormPlan<Values, Schema extends z.ZodType, Saved> = {
  /** What is saved now. Fields that nobody touched follow when it changes. */
  saved: Values
  schema: Schema
  /** What is sent, from what is typed; may be wrong, which is what the schema finds. */
  toBody: (values: Values) => unknown
  send: (body: z.output<Schema>) => Promise<Saved>
  /** The server has it. What was typed is forgotten when this is done, unless `keepTyped`. */
  onSent: (saved: Saved) => void | Promise<void>
  onRefused?: (error: unknown) => void
  keepTyped?: boolean
}

/** Nothing typed is lost when sending fails: the fields keep it, and the first wrong one gets the focus. */
export function useForm<Values extends object, Schema extends z.ZodType, Saved>(
  plan: FormPlan<Values, Schema, Saved>,
): Form<Values> {
  const id = useId()
  const [typed, setTyped] = useState<Partial<Values>>({})
  const [left, setLeft] = useState<ReadonlySet<string> | 'all'>(new Set())
  const [refused, setRefused] = useState<readonly FieldProblem[]>([])
  const [failure, setFailure] = useState<unknown>(null)
  const [sending, setSending] = useState(false)

  const values = { ...plan.saved, ...typed }
  const parsed = plan.schema.safeParse(plan.toBody(values))
  const wrong = parsed.success ? [] : fieldProblems(parsed.error)

  const reset = (): void => {
    setTyped({})
    setLeft(new Set())
    setRefused([])
    setFailure(null)
  }

  const refuse = (error: unknown): void => {
    setFailure(error)
    if (error instanceof ProblemError) setRefused(error.fields)
    focusFirstWrong(id)
  }

  const submit = async (): Promise<void> => {
    if (sending) return
    setLeft('all')
    setFailure(null)
    setRefused([])
    if (!parsed.success) return focusFirstWrong(id)
    setSending(true)
    try {
      await plan.onSent(await plan.send(parsed.data))
      if (!plan.keepTyped) reset()
    } catch (error) {
      refuse(error)
      plan.onRefused?.(error)
    } finally {
      setSending(false)
    }
  }

  return {
    values,
    set: (name, value) => {
      setTyped((current) => ({ ...current, [name]: value }))
      setRefused((fields) => fields.filter(({ path }) => path.split('/')[0] !== name))
      setFailure(null)
    },
    leave: (path) => setLeft((paths) => (paths === 'all' ? paths : new Set([...paths, path]))),
    problem: (path) =>
      refused.find((field) => field.path === path) ??
      (left === 'all' || left.has(path) ? wrong.find((field) => field.path === path) : undefined),
    failure: isTold(failure, values) ? null : failure,
    dirty: JSON.stringify(values) !== JSON.stringify(plan.saved),
    sending,
    refuse,
    reset,
    props: {
      id,
      noValidate: true,
      onSubmit: (event) => {
        event.preventDefault()
        void submit()
      },
    },
  }
}

/** A schema's issues as the server would name them. */
function fieldProblems(error: z.ZodError): FieldProblem[] {
  return error.issues.map(({ path, message }) => ({ path: path.map(String).join('/'), message }))
}

/** Whether all that an error says stands at fields of the form: then it need not be said twice. */
function isTold(error: unknown, values: object): boolean {
  if (!(error instanceof ProblemError) || error.fields.length === 0) return false
  return error.fields.every(({ path }) => Object.hasOwn(values, path.split('/')[0]!))
}

function focusFirstWrong(formId: string): void {
  requestAnimationFrame(() =>
    document.getElementById(formId)?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus(),
  )
}
