import { cleanup, fireEvent, render, screen } from '@testing-library/react'
import { afterEach, describe, expect, it } from 'vitest'
import { QueryField } from '../../../client/ui/query-field.tsx'

const show = (value: string, start?: number, end?: number) =>
  render(
    <QueryField
      label="Query"
      value={value}
      onChange={() => undefined}
      problem={
        start === undefined ? undefined : { path: 'text', message: 'Wrong.', start, end: end ?? start }
      }
    />,
  )

afterEach(cleanup)

describe('the place of an error in a query', () => {
  it('is marked in the text and told in words', () => {
    const { container } = show('acme OR "air', 8, 12)
    expect(container.querySelector('mark')?.textContent).toBe('"air')
    expect(screen.getByText('Character 9: Wrong.')).toBeTruthy()
    expect(screen.getByLabelText('Query').getAttribute('aria-invalid')).toBe('true')
  })

  it('counts in what is sent: blanks before it are not part of that', () => {
    const { container } = show('   acme OR', 5, 7)
    expect(container.querySelector('mark')?.textContent).toBe('OR')
    expect(screen.getByText('Character 9: Wrong.')).toBeTruthy()
  })

  it('is still seen at the very end, where no character stands', () => {
    const { container } = show('acme', 4, 4)
    expect(container.querySelector('mark')?.textContent).toBe(' ')
  })

  it('is nowhere without an error', () => {
    const { container } = show('acme')
    expect(container.querySelector('mark')).toBeNull()
    expect(screen.getByLabelText('Query').getAttribute('aria-invalid')).toBeNull()
  })

  it('sends the form on Enter, as a line break means nothing here', () => {
    let sent = 0
    render(
      <form
        onSubmit={(event) => {
          event.preventDefault()
          sent += 1
        }}
      >
        <QueryField label="Query" value="a" onChange={() => undefined} problem={undefined} />
      </form>,
    )
    fireEvent.keyDown(screen.getByLabelText('Query'), { key: 'Enter' })
    expect(sent).toBe(1)
  })
})
