import { useMutation } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState, type ReactElement } from 'react'
import { feedUrl } from '../../../shared/contract/feed.ts'
import { sourceRoutes } from '../../../shared/contract/routes/sources.ts'
import type { Source } from '../../../shared/contract/source.ts'
import { call } from '../../lib/api.ts'
import { keyOf, type FeedChoice } from '../../lib/feed-choice.ts'
import { feedName } from '../../lib/feed-name.ts'
import { useFeedTrials, type Trial } from '../../lib/feed-trial.ts'
import { fullAddress } from '../../lib/full-address.ts'
import { isProblem } from '../../lib/problem-error.ts'
import { problemDetail } from '../../lib/problem-text.ts'
import { Button } from '../../ui/button.tsx'
import { FeedChoices } from '../../ui/feed-choices.tsx'
import { FormFailure } from '../../ui/form-failure.tsx'
import stack from '../../ui/form-stack.module.css'
import { Sheet } from '../../ui/sheet.tsx'
import { TextField } from '../../ui/text-field.tsx'
import { UnsavedGuard } from '../../ui/unsaved-guard.tsx'
import type { AddProps } from './add-feed.tsx'
import { brandIdOf, FeedFields, newFeedValues } from './feed-fields.tsx'
import styles from './feeds.module.css'
import { SourceCards } from './source-cards.tsx'
import { testFeed } from './test-feed.ts'
import { TriedItems } from './tried-items.tsx'
import { useAddFeeds } from './use-add-feeds.ts'

const findPatienceMs = 30_000

/** What is no feed and will not be one. */
const notFeeds = ['feed_is_html', 'feed_address_refused', 'invalid_request'] as const

/** Adds feeds by any address: what is found behind it is tested at once, and can be chosen. */
export function FindFeeds({
  brands,
  feeds,
  sources,
  onClose,
  onAdded,
  onSource,
}: AddProps & { sources: readonly Source[]; onSource: (source: string) => void }): ReactElement {
  const [address, setAddress] = useState('')
  const [wrong, setWrong] = useState<string | undefined>()
  /** What did not answer like a feed now, but may be one. */
  const [missed, setMissed] = useState<string | null>(null)
  const [found, setFound] = useState<readonly FeedChoice[]>([])
  /** What was chosen or left out by hand. */
  const [ticks, setTicks] = useState<Readonly<Record<string, boolean>>>({})
  const [values, setValues] = useState(newFeedValues)
  const { run, trialOf } = useFeedTrials(testFeed)
  const { add, adding, failure } = useAddFeeds(onAdded)

  const known = (choice: FeedChoice) => feeds.find(({ url }) => url === choice.url)
  const find = useMutation({
    mutationFn: (url: string) =>
      call(sourceRoutes.discoverFeeds, { body: { url }, patienceMs: findPatienceMs }),
    onSuccess: (reply) => {
      const choices = reply.feeds.map((feed) => ({ ...feed, named: feed.source !== 'rss' }))
      setFound(choices)
      setTicks({})
      run(choices)
    },
    onError: (error, url) => {
      setWrong(problemDetail(error))
      if (!notFeeds.some((code) => isProblem(error, code))) setMissed(url)
    },
  })
  // The first that can be heard; while none was tested, the first.
  const open = found.filter((choice) => known(choice) === undefined)
  const preferred = open.find((choice) => !isUnheard(trialOf(choice))) ?? open[0]
  const isTicked = (choice: FeedChoice): boolean =>
    known(choice) === undefined && (ticks[keyOf(choice)] ?? choice === preferred)
  const chosen = found.filter(isTicked)
  const [only] = chosen
  const tested = chosen.every((choice) => ['done', 'failed'].includes(trialOf(choice).state))

  const submit = (): void => {
    if (chosen.length > 0) return void add(chosen, values)
    const parsed = feedUrl.safeParse(fullAddress(address))
    if (!parsed.success) return setWrong(parsed.error.issues[0]?.message)
    setWrong(undefined)
    setMissed(null)
    setFound([])
    find.mutate(parsed.data)
  }
  const formId = 'find-feeds'

  return (
    <Sheet
      title="Add a feed"
      onClose={onClose}
      footer={
        <Button type="submit" form={formId} look="primary" busy={find.isPending || adding}>
          {chosen.length > 1
            ? `Add ${chosen.length} feeds`
            : only === undefined
              ? find.isPending
                ? 'Looking for feeds'
                : 'Find feeds'
              : tested && !isHeard(trialOf(only))
                ? 'Add it anyway'
                : 'Add the feed'}
        </Button>
      }
    >
      <UnsavedGuard dirty={found.length > 0 && !adding} />
      <div className={styles['columns']}>
        <form
          id={formId}
          noValidate
          className={stack['stack']}
          onSubmit={(event) => {
            event.preventDefault()
            if (!find.isPending && !adding) submit()
          }}
        >
          <TextField
            label="Address"
            type="url"
            inputMode="url"
            placeholder="https://"
            help="Of anything: a site, a forum, a channel, a tag, a feed. What can be listened to there is found."
            value={address}
            onChange={(value) => {
              setAddress(value)
              setWrong(undefined)
              setMissed(null)
              setFound([])
              setTicks({})
            }}
            error={wrong}
            autoComplete="off"
            autoFocus
          />
          {missed !== null && (
            <div className={stack['actions']}>
              <Button
                size="small"
                onClick={() => {
                  const choice = asFeed(missed, sources)
                  setFound([choice])
                  setTicks({})
                  setMissed(null)
                  setWrong(undefined)
                  run([choice])
                }}
              >
                It is a feed all the same
              </Button>
            </div>
          )}
          <p role="status" className={found.length === 0 ? 'unseen' : styles['quiet']}>
            {find.isPending && 'Looking for feeds'}
            {found.length > 0 &&
              (found.length === 1 ? 'One feed is found.' : `${found.length} feeds are found.`)}
          </p>
          {found.length > 0 && (
            <>
              <FeedChoices
                label="Feeds found"
                choices={found}
                trialOf={trialOf}
                isTicked={isTicked}
                onTick={(choice, on) => setTicks((all) => ({ ...all, [keyOf(choice)]: on }))}
                knownAs={(choice) => {
                  const feed = known(choice)
                  return feed === undefined ? null : (
                    <span>
                      Listened to already as{' '}
                      <Link to="/setup/feeds" search={{ selected: feed.id }}>
                        {feedName(feed)}
                      </Link>
                    </span>
                  )
                }}
              />
              {only !== undefined && (
                <FeedFields
                  values={values}
                  onChange={(name, value) => setValues((all) => ({ ...all, [name]: value }))}
                  problem={() => undefined}
                  brands={brands}
                  titleHelp="Left empty, the feed’s own title is taken."
                  untitled={chosen.length > 1}
                  streamed={chosen.every(({ streamed }) => streamed)}
                />
              )}
            </>
          )}
          <FormFailure error={failure} />
          {found.length === 0 && (
            <SourceCards sources={sources.filter(({ source }) => source !== 'rss')} onChoose={onSource} />
          )}
        </form>
        {only !== undefined && chosen.length === 1 && (
          <TriedItems trial={trialOf(only)} about={brands.find(({ id }) => id === brandIdOf(values))?.name} />
        )}
      </div>
    </Sheet>
  )
}

/** An address that somebody says is a feed. */
function asFeed(url: string, sources: readonly Source[]): FeedChoice {
  const sourceName = sources.find(({ source }) => source === 'rss')?.name ?? 'Feed'
  return { source: 'rss', sourceName, streamed: false, config: { url }, title: url, url, named: false }
}

const isHeard = (trial: Trial): boolean => trial.state === 'done' && trial.result.ok
const isUnheard = (trial: Trial): boolean => trial.state === 'done' && !trial.result.ok
