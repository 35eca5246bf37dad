import { useMutation } from '@tanstack/react-query'
import { useState, type ReactElement } from 'react'
import { feedUrl } from '../../../shared/contract/feed.ts'
import { firstRunRoutes } from '../../../shared/contract/routes/first-run.ts'
import { call } from '../../lib/api.ts'
import type { FeedChoice } from '../../lib/feed-choice.ts'
import { problemDetail } from '../../lib/problem-text.ts'
import { fullAddress } from '../../lib/full-address.ts'
import { Button } from '../../ui/button.tsx'
import stack from '../../ui/form-stack.module.css'
import { TextField } from '../../ui/text-field.tsx'

const patienceMs = 30_000

/** Any address of one's own: the feeds behind it join the list. */
export function OwnAddress({ onFound }: { onFound: (found: FeedChoice[]) => void }): ReactElement {
  const [address, setAddress] = useState('')
  const [wrong, setWrong] = useState<string | undefined>()
  const find = useMutation({
    mutationFn: (url: string) => call(firstRunRoutes.firstRunDiscover, { body: { url }, patienceMs }),
    onSuccess: ({ feeds }, url) => {
      onFound(feeds.map((feed) => ({ ...feed, named: feed.source !== 'rss' })))
      setAddress((now) => (fullAddress(now) === url ? '' : now))
    },
    onError: (error) => setWrong(problemDetail(error)),
  })
  const submit = (): void => {
    const parsed = feedUrl.safeParse(fullAddress(address))
    if (!parsed.success) return setWrong(parsed.error.issues[0]?.message)
    setWrong(undefined)
    find.mutate(parsed.data)
  }
  return (
    <form
      noValidate
      className={stack['ask']}
      onSubmit={(event) => {
        event.preventDefault()
        if (!find.isPending) submit()
      }}
    >
      <TextField
        label="Another address"
        help="Of a site, a forum, a channel or a feed: what can be listened to there is found."
        type="url"
        inputMode="url"
        placeholder="https://"
        autoComplete="off"
        value={address}
        onChange={(value) => {
          setAddress(value)
          setWrong(undefined)
        }}
        error={wrong}
      />
      <Button type="submit" icon="search" busy={find.isPending}>
        {find.isPending ? 'Looking' : 'Find'}
      </Button>
    </form>
  )
}
