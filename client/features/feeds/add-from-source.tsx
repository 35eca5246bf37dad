import { useQueryClient } from '@tanstack/react-query'
import { useState, type ReactElement } from 'react'
import { newFeed } from '../../../shared/contract/feed.ts'
import { feedRoutes } from '../../../shared/contract/routes/feeds.ts'
import type { Source } from '../../../shared/contract/source.ts'
import { call } from '../../lib/api.ts'
import type { FeedChoice } from '../../lib/feed-choice.ts'
import { useFeedTrials } from '../../lib/feed-trial.ts'
import { useForm } from '../../lib/form.ts'
import { isProblem } from '../../lib/problem-error.ts'
import { queryKeys } from '../../lib/query-keys.ts'
import { Button } from '../../ui/button.tsx'
import { FormFailure } from '../../ui/form-failure.tsx'
import stack from '../../ui/form-stack.module.css'
import { Sheet } from '../../ui/sheet.tsx'
import { showToast } from '../../ui/toast-store.ts'
import { UnsavedGuard } from '../../ui/unsaved-guard.tsx'
import type { AddProps } from './add-feed.tsx'
import { brandIdOf, FeedFields, newFeedValues, type FeedValues } from './feed-fields.tsx'
import styles from './feeds.module.css'
import { CredentialField, SourceFields } from './source-fields.tsx'
import { configOf, emptyConfig } from './source-values.ts'
import { testFeed } from './test-feed.ts'
import { TrialVerdict } from './trial-verdict.tsx'
import { TriedItems } from './tried-items.tsx'

type Values = FeedValues & { config: Record<string, string>; credential: string }

/** Adds a feed by its source's own form: tested first, then saved. */
export function AddFromSource({
  source,
  brands,
  onClose,
  onAdded,
  onBack,
}: AddProps & { source: Source; onBack: () => void }): ReactElement {
  const client = useQueryClient()
  const [tested, setTested] = useState('')
  const whereOf = ({ config, credential }: Values) => ({
    source: source.source,
    config: configOf(source, config),
    ...(credential !== '' && { credential }),
  })
  const form = useForm({
    saved: { ...newFeedValues, config: emptyConfig(source), credential: '' },
    schema: newFeed,
    toBody: (values: Values) => ({
      ...whereOf(values),
      ...(values.title.trim() !== '' && { title: values.title }),
      brandId: brandIdOf(values),
      ...(!source.streamed && { intervalSeconds: values.intervalSeconds }),
    }),
    send: (body) => call(feedRoutes.addFeed, { body }),
    onSent: async (feed) => {
      await client.invalidateQueries({ queryKey: queryKeys.feeds })
      showToast({ words: 'The feed is added. It is checked now.' })
      onAdded(feed)
    },
  })
  const { values, set } = form
  const where = whereOf(values)
  const { run, trialOf } = useFeedTrials(async (choice) => {
    try {
      return await testFeed(choice)
    } catch (error) {
      if (isProblem(error, 'invalid_request')) form.refuse(error)
      throw error
    }
  })
  const isTested = tested === JSON.stringify(where)
  const trial = isTested ? trialOf(where) : ({ state: 'none' } as const)
  const isKnown = trial.state === 'done' && trial.result.ok
  const mayAdd = trial.state === 'done'

  const test = (): void => {
    const choice: FeedChoice = {
      ...where,
      sourceName: source.name,
      streamed: source.streamed,
      title: source.name,
      url: '',
      named: false,
    }
    setTested(JSON.stringify(where))
    run([choice])
  }

  return (
    <Sheet
      title={`Add: ${source.name}`}
      onClose={onClose}
      footer={
        <>
          {isKnown ? (
            <Button type="submit" form={form.props.id} look="primary" busy={form.sending}>
              Add the feed
            </Button>
          ) : (
            <Button look="primary" busy={trial.state === 'running'} onClick={test}>
              {trial.state === 'running' ? 'Testing' : 'Test it'}
            </Button>
          )}
          {mayAdd && !isKnown && (
            <Button type="submit" form={form.props.id} look="quiet" busy={form.sending}>
              Add it anyway
            </Button>
          )}
          <Button look="quiet" className={stack['end']} onClick={onBack}>
            Choose another source
          </Button>
        </>
      }
    >
      <UnsavedGuard dirty={form.dirty && !form.sending} />
      <div className={styles['columns']}>
        <form
          {...form.props}
          className={stack['stack']}
          onSubmit={(event) => {
            if (mayAdd) return form.props.onSubmit(event)
            event.preventDefault()
            if (trial.state !== 'running') test()
          }}
        >
          <p className={styles['quiet']}>{source.about}</p>
          <SourceFields
            source={source}
            config={values.config}
            onChange={(config) => set('config', config)}
            problem={form.problem}
          />
          {source.credential !== null && (
            <CredentialField
              credential={source.credential}
              value={values.credential}
              onChange={(credential) => set('credential', credential)}
              error={form.problem('credential')?.message}
            />
          )}
          <TrialVerdict
            trial={trial.state === 'failed' && form.failure === null ? { state: 'none' } : trial}
            streamed={source.streamed}
          />
          {mayAdd && (
            <FeedFields
              values={values}
              onChange={set}
              problem={form.problem}
              brands={brands}
              titleHelp="Left empty, a fitting one is taken."
              streamed={source.streamed}
            />
          )}
          {trial.state !== 'failed' && <FormFailure error={form.failure} />}
        </form>
        <TriedItems trial={trial} about={brands.find(({ id }) => id === brandIdOf(values))?.name} />
      </div>
    </Sheet>
  )
}
