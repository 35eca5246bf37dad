import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { ReactElement } from 'react'
import type { Brand } from '../../../shared/contract/brand.ts'
import { feedChange, type Feed } from '../../../shared/contract/feed.ts'
import { feedRoutes } from '../../../shared/contract/routes/feeds.ts'
import { call } from '../../lib/api.ts'
import { feedName } from '../../lib/feed-name.ts'
import { useForm } from '../../lib/form.ts'
import { useNow } from '../../lib/now.ts'
import { problemText } from '../../lib/problem-text.ts'
import { sourcesQuery } from '../../lib/queries/feeds.ts'
import { queryKeys } from '../../lib/query-keys.ts'
import { Button } from '../../ui/button.tsx'
import { ErrorState } from '../../ui/error-state.tsx'
import stack from '../../ui/form-stack.module.css'
import { SaveButtons } from '../../ui/save-buttons.tsx'
import { Sheet } from '../../ui/sheet.tsx'
import { SkeletonRows } from '../../ui/skeleton-rows.tsx'
import { Switch } from '../../ui/switch.tsx'
import { showToast } from '../../ui/toast-store.ts'
import { UnsavedGuard } from '../../ui/unsaved-guard.tsx'
import { FeedChecks } from './feed-checks.tsx'
import { FeedFacts } from './feed-facts.tsx'
import { changeOf, FeedSettings, settingsOf, type SettingValues } from './feed-settings.tsx'
import styles from './feeds.module.css'
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
  const sources = useQuery(sourcesQuery)
  const source = sources.data?.find((one) => one.source === feed.source)
  const busy = isBusy(feed, useNow())
  const refresh = (): Promise<void> => client.invalidateQueries({ queryKey: queryKeys.feeds })
  const sayProblem = (error: Error): void => void showToast({ words: problemText(error), tone: 'problem' })
  const poll = useMutation({
    mutationFn: () => call(feedRoutes.pollFeed, { params: { id: feed.id } }),
    onSuccess: refresh,
    onError: sayProblem,
  })
  const power = useMutation({
    mutationFn: (enabled: boolean) =>
      call(feedRoutes.changeFeed, { params: { id: feed.id }, body: { enabled } }),
    onSuccess: refresh,
    onError: sayProblem,
  })
  const form = useForm({
    saved: settingsOf(feed),
    schema: feedChange,
    toBody: (values: SettingValues) => changeOf(values, settingsOf(feed), source),
    send: (body) => call(feedRoutes.changeFeed, { params: { id: feed.id }, body }),
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
        mayWrite && (form.dirty || !feed.streamed) ? (
          <>
            {form.dirty && <SaveButtons form={form} />}
            {!feed.streamed && (
              <Button
                icon="refresh"
                className={stack['end']}
                busy={poll.isPending || busy}
                disabled={!feed.enabled || feed.blocked !== null}
                onClick={() => poll.mutate()}
              >
                {busy ? 'Checking' : 'Check now'}
              </Button>
            )}
          </>
        ) : undefined
      }
    >
      <UnsavedGuard dirty={form.dirty && !form.sending} />
      <div className={styles['parts']}>
        <FeedFacts feed={feed} sourceName={source?.name ?? feed.source} />
        {mayWrite && (
          <Switch
            label={feed.enabled ? 'Listened to' : 'Switched off'}
            help={
              feed.enabled
                ? 'Switched off, nothing new is heard from it; what it brought stays.'
                : 'Switched on, it is listened to at once.'
            }
            checked={power.isPending ? power.variables : feed.enabled}
            onChange={(enabled) => power.mutate(enabled)}
          />
        )}
        <section>
          <h3 className={styles['title']}>{feed.streamed ? 'Last stretches' : 'Last checks'}</h3>
          <FeedChecks feed={feed} />
        </section>
        {mayWrite && (
          <section>
            <h3 className={styles['title']}>Settings</h3>
            {source !== undefined ? (
              <FeedSettings form={form} feed={feed} source={source} brands={brands} />
            ) : sources.isError ? (
              <ErrorState error={sources.error} onRetry={() => void sources.refetch()} />
            ) : (
              <SkeletonRows count={2} label="Loading the settings" />
            )}
          </section>
        )}
      </div>
    </Sheet>
  )
}
