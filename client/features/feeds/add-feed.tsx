import { useQueryClient } from '@tanstack/react-query'
import type { ReactElement } from 'react'
import type { Brand } from '../../../shared/contract/brand.ts'
import { newFeed, type Feed } from '../../../shared/contract/feed.ts'
import { routes } from '../../../shared/contract/routes.ts'
import { call } from '../../lib/api.ts'
import { useForm } from '../../lib/form.ts'
import { queryKeys } from '../../lib/query-keys.ts'
import { useFeedTrial } from '../../lib/feed-trial.ts'
import { Button } from '../../ui/button.tsx'
import { FeedTrialItems, FeedVerdict } from '../../ui/feed-trial.tsx'
import { FormFailure } from '../../ui/form-failure.tsx'
import stack from '../../ui/form-stack.module.css'
import { Sheet } from '../../ui/sheet.tsx'
import { TextField } from '../../ui/text-field.tsx'
import { showToast } from '../../ui/toast-store.ts'
import { UnsavedGuard } from '../../ui/unsaved-guard.tsx'
import { brandIdOf, FeedFields, type FeedValues } from './feed-fields.tsx'
import styles from './feed-sheet.module.css'

const empty: FeedValues = { url: '', title: '', brandId: '', intervalSeconds: '300' }

/** Adds a feed: first its address is tried, then what it would bring is seen, then it is saved. */
export function AddFeed({
  brands,
  onClose,
  onAdded,
}: {
  brands: readonly Brand[]
  onClose: () => void
  onAdded: (feed: Feed) => void
}): ReactElement {
  const client = useQueryClient()
  const test = useFeedTrial((url) => call(routes.testFeed, { body: { url } }))
  const form = useForm({
    saved: empty,
    schema: newFeed,
    toBody: (values) => ({
      url: values.url.trim(),
      ...(values.title.trim() !== '' && { title: values.title }),
      brandId: brandIdOf(values),
      intervalSeconds: values.intervalSeconds,
    }),
    send: (body) => call(routes.addFeed, { body }),
    onSent: async (feed) => {
      await client.invalidateQueries({ queryKey: queryKeys.feeds })
      showToast({ words: 'The feed is added. It is checked now.' })
      onAdded(feed)
    },
  })
  const { values } = form
  const trial = test.trialOf(values.url)
  const tested = trial.state === 'done'
  const heard = tested && trial.result.ok
  const isWebPage = tested && trial.result.problem?.code === 'feed_is_html'
  const about = brands.find(({ id }) => id === brandIdOf(values))?.name

  const tryAddress = (url: string): void => {
    form.leave('url')
    if (newFeed.shape.url.safeParse(url.trim()).success) test.run(url)
  }

  return (
    <Sheet
      title="Add a feed"
      onClose={onClose}
      footer={
        <>
          {heard ? (
            <Button type="submit" form={form.props.id} look="primary" busy={form.sending}>
              Add the feed
            </Button>
          ) : (
            <Button look="primary" busy={trial.state === 'running'} onClick={() => tryAddress(values.url)}>
              Test the address
            </Button>
          )}
          {tested && !heard && !isWebPage && (
            <Button type="submit" form={form.props.id} look="quiet" busy={form.sending}>
              Add it anyway
            </Button>
          )}
        </>
      }
    >
      <UnsavedGuard dirty={form.dirty && !form.sending} />
      <div className={styles['columns']}>
        <form
          {...form.props}
          className={stack['stack']}
          onSubmit={(event) => {
            if (tested) return form.props.onSubmit(event)
            event.preventDefault()
            tryAddress(values.url)
          }}
        >
          <TextField
            label="Address"
            type="url"
            inputMode="url"
            placeholder="https://"
            help="Of an RSS, Atom or JSON feed. For a web page, the feeds that it offers are found."
            value={values.url}
            onChange={(url) => form.set('url', url)}
            onBlur={() => values.url !== '' && form.leave('url')}
            error={form.problem('url')?.message}
            autoComplete="off"
          />
          <FeedVerdict
            trial={trial}
            about={about}
            onUse={(url) => {
              form.set('url', url)
              test.run(url)
            }}
          />
          {heard && (
            <FeedFields form={form} brands={brands} titleHelp="Left empty, the feed’s own title is taken." />
          )}
          <FormFailure error={form.failure} />
        </form>
        <FeedTrialItems trial={trial} />
      </div>
    </Sheet>
  )
}
