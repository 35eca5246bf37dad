import type { ReactElement } from 'react'
import { newFeed } from '../../../shared/contract/feed.ts'
import { routes } from '../../../shared/contract/routes.ts'
import { call } from '../../lib/api.ts'
import { useFeedTrial } from '../../lib/feed-trial.ts'
import { isProblem } from '../../lib/problem-error.ts'
import { Button } from '../../ui/button.tsx'
import { FeedTrialItems, FeedVerdict } from '../../ui/feed-trial.tsx'
import { FormFailure } from '../../ui/form-failure.tsx'
import stack from '../../ui/form-stack.module.css'
import { TextField } from '../../ui/text-field.tsx'
import { suggestedFeeds } from './suggested-feeds.ts'
import type { FeedForm } from './use-wizard.ts'
import styles from './wizard.module.css'

/** The address, its test, and the end of the wizard. */
export function FeedStep({
  form,
  brand,
  onBack,
  onProblem,
}: {
  form: FeedForm
  brand: { name: string; query: string }
  onBack: () => void
  /** A query that cannot be read belongs to the step before. */
  onProblem: (error: unknown) => void
}): ReactElement {
  const test = useFeedTrial(async (url) => {
    try {
      return await call(routes.firstRunTestFeed, { body: { url, queries: [{ text: brand.query.trim() }] } })
    } catch (error) {
      if (isProblem(error, 'invalid_query')) onProblem(error)
      throw error
    }
  })
  const { values } = form
  const trial = test.trialOf(values.url)
  const tested = trial.state === 'done'
  const heard = tested && trial.result.ok
  const isWebPage = tested && trial.result.problem?.code === 'feed_is_html'

  const tryAddress = (url: string): void => {
    form.set('url', url)
    form.leave('url')
    if (newFeed.shape.url.safeParse(url.trim()).success) test.run(url)
  }

  return (
    <form
      {...form.props}
      className={stack['stack']}
      onSubmit={(event) => {
        if (heard) return form.props.onSubmit(event)
        event.preventDefault()
        tryAddress(values.url)
      }}
    >
      <TextField
        label="Address of a feed"
        help="RSS, Atom or JSON Feed: most news sites, blogs and forums have one. A web page’s own address is tried too."
        type="url"
        inputMode="url"
        placeholder="https://"
        autoComplete="off"
        autoFocus
        value={values.url}
        onChange={(url) => form.set('url', url)}
        error={form.problem('url')?.message}
      />
      {trial.state === 'none' && (
        <div className={stack['group']}>
          <p className={styles['words']}>Or try a public search for {brand.name}:</p>
          <div className={styles['suggestions']}>
            {suggestedFeeds(brand.name).map(({ name, url }) => (
              <Button key={name} size="small" icon="search" onClick={() => tryAddress(url)}>
                {name}
              </Button>
            ))}
          </div>
        </div>
      )}
      <FeedVerdict trial={trial} onUse={tryAddress} />
      <FormFailure error={form.failure} />
      <div className={styles['actions']}>
        {heard ? (
          <Button type="submit" look="primary" busy={form.sending}>
            Start listening
          </Button>
        ) : (
          <Button type="submit" look="primary" busy={trial.state === 'running'}>
            Test the address
          </Button>
        )}
        {tested && !heard && !isWebPage && (
          <Button
            look="quiet"
            busy={form.sending}
            onClick={(event) => event.currentTarget.form && form.props.onSubmit(event)}
          >
            Start with it anyway
          </Button>
        )}
        <Button look="quiet" onClick={onBack}>
          Back
        </Button>
      </div>
      <FeedTrialItems trial={trial} heading="h2" />
    </form>
  )
}
