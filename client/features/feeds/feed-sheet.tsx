import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { ReactElement } from 'react'
import type { Brand } from '../../../shared/contract/brand.ts'
import { feedChange, type Feed, type FeedChange } from '../../../shared/contract/feed.ts'
import { routes } from '../../../shared/contract/routes.ts'
import { call } from '../../lib/api.ts'
import { feedName } from '../../lib/feed-name.ts'
import { useForm } from '../../lib/form.ts'
import { useNow } from '../../lib/now.ts'
import { problemText } from '../../lib/problem-text.ts'
import { queryKeys } from '../../lib/query-keys.ts'
import { Button } from '../../ui/button.tsx'
import { FormFailure } from '../../ui/form-failure.tsx'
import stack from '../../ui/form-stack.module.css'
import { Sheet } from '../../ui/sheet.tsx'
import { Switch } from '../../ui/switch.tsx'
import { TextField } from '../../ui/text-field.tsx'
import { showToast } from '../../ui/toast-store.ts'
import { UnsavedGuard } from '../../ui/unsaved-guard.tsx'
import { FeedChecks } from './feed-checks.tsx'
import { FeedFacts } from './feed-facts.tsx'
import { brandIdOf, FeedFields, type FeedValues } from './feed-fields.tsx'
import styles from './feed-sheet.module.css'
import { isBusy } from './health.ts'

/** One feed: how it does, its last checks, and, for those who may, its settings. */
export function FeedSheet({
  feed,
  brands,
  mayWrite,
  onClose,
}: {
  feed: Feed
  brands: readonly Brand[]
  mayWrite: boolean
  onClose: () => void
}): ReactElement {
  const client = useQueryClient()
  const busy = isBusy(feed, useNow())
  const refresh = (): Promise<void> => client.invalidateQueries({ queryKey: queryKeys.feeds })
  const sayProblem = (error: Error): void => void showToast({ words: problemText(error), tone: 'problem' })
  const poll = useMutation({
    mutationFn: () => call(routes.pollFeed, { params: { id: feed.id } }),
    onSuccess: refresh,
    onError: sayProblem,
  })
  const power = useMutation({
    mutationFn: (enabled: boolean) => call(routes.changeFeed, { params: { id: feed.id }, body: { enabled } }),
    onSuccess: refresh,
    onError: sayProblem,
  })
  const form = useForm({
    saved: valuesOf(feed),
    schema: feedChange,
    toBody: (values) => changeOf(values, valuesOf(feed)),
    send: (body) => call(routes.changeFeed, { params: { id: feed.id }, body }),
    onSent: async () => {
      await refresh()
      showToast({ words: 'The feed is saved.' })
    },
  })

  return (
    <Sheet
      title={feedName(feed)}
      onClose={onClose}
      footer={
        mayWrite ? (
          <>
            {form.dirty && (
              <>
                <Button type="submit" form={form.props.id} look="primary" busy={form.sending}>
                  Save changes
                </Button>
                <Button look="quiet" onClick={form.reset}>
                  Put back
                </Button>
              </>
            )}
            <Button
              icon="refresh"
              className={stack['end']}
              busy={poll.isPending || busy}
              disabled={!feed.enabled}
              onClick={() => poll.mutate()}
            >
              {busy ? 'Checking' : 'Check now'}
            </Button>
          </>
        ) : undefined
      }
    >
      <UnsavedGuard dirty={form.dirty && !form.sending} />
      <div className={styles['parts']}>
        <FeedFacts feed={feed} />
        {mayWrite && (
          <Switch
            label={feed.enabled ? 'Listened to' : 'Switched off'}
            help={
              feed.enabled
                ? 'Switched off, it is not checked any more; what it brought stays.'
                : 'Switched on, it is checked at once.'
            }
            checked={power.isPending ? power.variables : feed.enabled}
            onChange={(enabled) => power.mutate(enabled)}
          />
        )}
        <section>
          <h3 className={styles['title']}>Last checks</h3>
          <FeedChecks feed={feed} />
        </section>
        {mayWrite && (
          <section>
            <h3 className={styles['title']}>Settings</h3>
            <form {...form.props} className={stack['stack']}>
              <TextField
                label="Address"
                type="url"
                inputMode="url"
                help="With a new address the feed starts anew; its mentions stay."
                value={form.values.url}
                onChange={(url) => form.set('url', url)}
                onBlur={() => form.leave('url')}
                error={form.problem('url')?.message}
                autoComplete="off"
              />
              <FeedFields form={form} brands={brands} />
              <FormFailure error={form.failure} />
            </form>
          </section>
        )}
      </div>
    </Sheet>
  )
}

function valuesOf(feed: Feed): FeedValues {
  return {
    url: feed.url,
    title: feed.title,
    brandId: feed.brandId === null ? '' : String(feed.brandId),
    intervalSeconds: String(feed.intervalSeconds),
  }
}

/** Only what differs is sent: an address that did not change must not make the feed start anew. */
function changeOf(values: FeedValues, saved: FeedValues): FeedChange {
  return {
    ...(values.url.trim() !== saved.url && { url: values.url.trim() }),
    ...(values.title !== saved.title && { title: values.title }),
    ...(values.brandId !== saved.brandId && { brandId: brandIdOf(values) }),
    ...(values.intervalSeconds !== saved.intervalSeconds && {
      intervalSeconds: Number(values.intervalSeconds),
    }),
  }
}
