import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react'
import { afterEach, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { useForm } from '../../../client/lib/form.ts'
import { ProblemError } from '../../../client/lib/problem-error.ts'
import { TextField } from '../../../client/ui/text-field.tsx'

const schema = z.strictObject({
  name: z.string().min(1, 'Give a name.'),
  city: z.string().min(1, 'Give a city.'),
})

function Harness({
  saved = { name: '', city: 'Porto' },
  send = async () => undefined,
  onSent = () => undefined,
}: {
  saved?: { name: string; city: string }
  send?: (body: z.infer<typeof schema>) => Promise<unknown>
  onSent?: () => void
}) {
  const form = useForm({ saved, schema, toBody: (values) => values, send, onSent })
  return (
    <form {...form.props}>
      {(['name', 'city'] as const).map((field) => (
        <TextField
          key={field}
          label={field}
          value={form.values[field]}
          onChange={(value) => form.set(field, value)}
          onBlur={() => form.leave(field)}
          error={form.problem(field)?.message}
        />
      ))}
      <output>{form.dirty ? 'dirty' : 'clean'}</output>
      <p>{form.failure instanceof Error ? form.failure.message : 'fine'}</p>
      <button type="submit">Send</button>
    </form>
  )
}

const field = (name: string) => screen.getByLabelText<HTMLInputElement>(name)
const type = (name: string, value: string) => fireEvent.change(field(name), { target: { value } })
const submit = () => fireEvent.click(screen.getByText('Send'))

afterEach(cleanup)

describe('a form', () => {
  it('says what is wrong with a field when it is left, not before', () => {
    render(<Harness />)
    expect(screen.queryByText('Give a name.')).toBeNull()
    fireEvent.blur(field('name'))
    expect(screen.getByText('Give a name.')).toBeTruthy()
    type('name', 'Ana')
    expect(screen.queryByText('Give a name.')).toBeNull()
  })

  it('does not send what is wrong, and leads to the first wrong field', async () => {
    let sent = 0
    render(<Harness send={async () => (sent += 1)} />)
    type('city', '')
    submit()
    await waitFor(() => expect(document.activeElement).toBe(field('name')))
    expect(screen.getByText('Give a city.')).toBeTruthy()
    expect(sent).toBe(0)
  })

  it('says a refusal beside the button unless fields that are shown say all of it', async () => {
    const refusals = [
      new ProblemError('invalid_request', 'elsewhere', {
        fields: [{ path: 'feeds/0/url', message: 'Wrong.' }],
      }),
      new ProblemError('invalid_request', 'partly', {
        fields: ['name', 'other'].map((path) => ({ path, message: 'Wrong.' })),
      }),
      new ProblemError('name_taken', 'at its field', { fields: [{ path: 'name', message: 'Wrong.' }] }),
    ]
    render(<Harness saved={{ name: 'Ana', city: 'Porto' }} send={() => Promise.reject(refusals.shift())} />)
    for (const words of ['elsewhere', 'partly']) {
      submit()
      expect(await screen.findByText(words)).toBeTruthy()
    }
    submit()
    await waitFor(() => expect(refusals).toEqual([]))
    expect(await screen.findByText('Wrong.')).toBeTruthy()
    expect(screen.queryByText('at its field')).toBeNull()
  })

  it('keeps what was typed when the server refuses, and marks its field until that changes', async () => {
    const refusal = new ProblemError('name_taken', 'taken', { fields: [{ path: 'name', message: 'Taken.' }] })
    render(<Harness send={() => Promise.reject(refusal)} />)
    type('name', 'Ana')
    submit()
    expect(await screen.findByText('Taken.')).toBeTruthy()
    expect(screen.getByText('fine')).toBeTruthy()
    expect(field('name').value).toBe('Ana')
    type('city', 'Faro')
    expect(screen.getByText('Taken.')).toBeTruthy()
    type('name', 'Anabel')
    expect(screen.queryByText('Taken.')).toBeNull()
    expect(screen.getByText('fine')).toBeTruthy()
  })

  it('follows what others save in fields that nobody touched here', () => {
    const { rerender } = render(<Harness saved={{ name: 'Ana', city: 'Porto' }} />)
    type('name', 'Anabel')
    expect(screen.getByText('dirty')).toBeTruthy()
    rerender(<Harness saved={{ name: 'Ana', city: 'Faro' }} />)
    expect([field('name').value, field('city').value]).toEqual(['Anabel', 'Faro'])
    type('name', 'Ana')
    expect(screen.getByText('clean')).toBeTruthy()
  })

  it('sends once, however often it is pressed, and is clean afterwards', async () => {
    const bodies: unknown[] = []
    let finish = (): void => undefined
    const send = (body: unknown) => {
      bodies.push(body)
      return new Promise<void>((resolve) => (finish = resolve))
    }
    render(<Harness send={send} />)
    type('name', 'Ana')
    submit()
    submit()
    expect(bodies).toEqual([{ name: 'Ana', city: 'Porto' }])
    finish()
    await waitFor(() => expect(screen.getByText('clean')).toBeTruthy())
  })
})
