import type { ReactElement } from 'react'
import type { Form } from '../lib/form.ts'
import { Button } from './button.tsx'

/** At the end of what changes a thing that is there: saves what was typed, or puts back what is saved. */
export function SaveButtons({
  form,
  words = 'Save changes',
  always = false,
}: {
  form: Pick<Form<unknown>, 'props' | 'dirty' | 'sending' | 'reset'>
  words?: string
  /** It can also be sent as it is. */
  always?: boolean
}): ReactElement {
  return (
    <>
      <Button
        type="submit"
        form={form.props.id}
        look="primary"
        busy={form.sending}
        disabled={!always && !form.dirty}
      >
        {words}
      </Button>
      {form.dirty && (
        <Button look="quiet" onClick={form.reset}>
          Put back
        </Button>
      )}
    </>
  )
}
