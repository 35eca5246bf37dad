import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Navigate } from '@tanstack/react-router'
import { useEffect, useState, type FormEvent, type ReactElement } from 'react'
import { signIn } from '../../../shared/contract/person.ts'
import { sessionRoutes } from '../../../shared/contract/routes/session.ts'
import { call } from '../../lib/api.ts'
import { problemText } from '../../lib/problem-text.ts'
import { firstRunQuery } from '../../lib/queries/first-run.ts'
import { queryKeys } from '../../lib/query-keys.ts'
import { forgetSignedOut, useWhySignedOut, type SignedOut } from '../../lib/signed-out.ts'
import { Button } from '../../ui/button.tsx'
import { Icon } from '../../ui/icon.tsx'
import { Notice } from '../../ui/notice.tsx'
import { TextField } from '../../ui/text-field.tsx'
import styles from './sign-in-page.module.css'

const reasons: Record<SignedOut, string> = {
  rights_changed:
    'An admin has changed your role or your account, which ends every session. Sign in to go on; your drafts are kept.',
  ended: 'Your session has ended. Sign in to go on; your drafts are kept.',
}

/** Stands at whatever address was asked for, so that signing in leads on to it. */
export function SignInPage(): ReactElement {
  const client = useQueryClient()
  const firstRun = useQuery(firstRunQuery)
  const [email, setEmail] = useState('')
  const [password, setPassword] = useState('')
  const [tried, setTried] = useState(false)
  const why = useWhySignedOut()
  const fields = signIn.safeParse({ email, password })
  const messages = fields.success ? undefined : fields.error.flatten().fieldErrors

  const enter = useMutation({
    mutationFn: () => call(sessionRoutes.signIn, { body: signIn.parse({ email, password }) }),
    onSuccess: (person) => {
      forgetSignedOut()
      client.removeQueries({ predicate: (query) => query.queryKey[0] !== 'session' })
      client.setQueryData(queryKeys.session, person)
    },
  })

  useEffect(() => {
    document.title = 'Sign in · Earshot'
  }, [])

  if (firstRun.data?.needed) return <Navigate to="/first-run" replace />

  const onSubmit = (event: FormEvent): void => {
    event.preventDefault()
    setTried(true)
    if (fields.success && !enter.isPending) enter.mutate()
  }

  return (
    <main className={styles['page']}>
      <form className={styles['form']} onSubmit={onSubmit} noValidate>
        <img src="/icon.svg" alt="" width="40" height="40" />
        <h1 className={styles['title']}>Sign in to Earshot</h1>
        {why !== null && <Notice>{reasons[why]}</Notice>}
        <TextField
          label="E-mail"
          type="email"
          name="email"
          autoComplete="username"
          autoFocus
          value={email}
          onChange={setEmail}
          error={tried ? messages?.email?.[0] : undefined}
        />
        <TextField
          label="Password"
          type="password"
          name="password"
          autoComplete="current-password"
          value={password}
          onChange={setPassword}
          error={tried ? messages?.password?.[0] : undefined}
        />
        {enter.error !== null && (
          <p role="alert" className={styles['problem']}>
            <Icon name="alert" size={18} />
            {problemText(enter.error)}
          </p>
        )}
        <Button type="submit" look="primary" busy={enter.isPending}>
          Sign in
        </Button>
      </form>
      <p className={styles['belief']}>One mention, one named person, one answer.</p>
    </main>
  )
}
