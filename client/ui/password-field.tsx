import { useState, type ComponentPropsWithRef, type ReactElement } from 'react'
import { Button } from './button.tsx'
import styles from './password-field.module.css'
import { TextField, type TextFieldProps } from './text-field.tsx'

/** A password that can be looked at while it is typed. */
export function PasswordField(
  props: Omit<TextFieldProps, 'type'> & { autoComplete: ComponentPropsWithRef<'input'>['autoComplete'] },
): ReactElement {
  const [shown, setShown] = useState(false)
  return (
    <div className={styles['box']}>
      <TextField {...props} type={shown ? 'text' : 'password'} spellCheck={false} autoCapitalize="off" />
      <Button
        look="quiet"
        size="small"
        className={styles['toggle']}
        aria-pressed={shown}
        onClick={() => setShown(!shown)}
      >
        {shown ? 'Hide' : 'Show'}
      </Button>
    </div>
  )
}
