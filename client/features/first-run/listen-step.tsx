import type { ReactElement } from 'react'
import { Button } from '../../ui/button.tsx'
import { FeedChoices } from '../../ui/feed-choices.tsx'
import { FormFailure } from '../../ui/form-failure.tsx'
import stack from '../../ui/form-stack.module.css'
import { Notice } from '../../ui/notice.tsx'
import { QueryField } from '../../ui/query-field.tsx'
import { QueryHelp } from '../../ui/query-help.tsx'
import { FirstMentions } from './first-mentions.tsx'
import { OwnAddress } from './own-address.tsx'
import type { ListenForm, Places } from './use-wizard.ts'
import styles from './wizard.module.css'

const mostFeeds = 20

/** What is listened for and where, with what it brings: all proposed, all to be changed. */
export function ListenStep({
  form,
  places,
  brand,
  onBack,
}: {
  form: ListenForm
  places: Places
  brand: string
  onBack: () => void
}): ReactElement {
  const { queries } = form.values
  const { choices, chosen, trialOf } = places
  const trials = choices.map(trialOf)
  const nothingHeard =
    choices.length > 0 &&
    trials.every((trial) => trial.state === 'failed' || (trial.state === 'done' && !trial.result.ok))

  return (
    <div className={stack['stack']}>
      <div className={styles['columns']}>
        <div className={stack['stack']}>
          <form {...form.props} className={stack['group']}>
            {queries.map((query, index) => (
              <QueryField
                key={index}
                label={queries.length === 1 ? 'Query' : `Query ${index + 1}`}
                value={query}
                onChange={(text) => form.set('queries', queries.with(index, text))}
                problem={form.problem(`queries/${index}/text`) ?? places.queryProblem(index)}
              />
            ))}
            {form.problem('queries') && <Notice tone="problem">{form.problem('queries')?.message}</Notice>}
            <QueryHelp />
          </form>

          <section className={styles['where']} aria-label="Where">
            <h2 className={styles['subtitle']}>Where</h2>
            <p className={styles['words']}>
              Public places that need no account. Each is tested now; leave out what does not fit.
            </p>
            {nothingHeard && (
              <Notice tone="warning">
                None of them can be heard from here at the moment. You can go on: they are tried again by
                themselves as soon as the network is there.
              </Notice>
            )}
            {choices.length > 0 && (
              <FeedChoices
                label="Feeds"
                choices={choices}
                trialOf={trialOf}
                isTicked={places.isTicked}
                onTick={places.tick}
              />
            )}
            <OwnAddress onFound={places.add} />
          </section>
        </div>
        <FirstMentions trials={chosen.map(trialOf)} brand={brand} />
      </div>

      <FormFailure error={form.failure} />
      <div className={styles['actions']}>
        <Button
          type="submit"
          form={form.props.id}
          look="primary"
          busy={form.sending}
          disabled={chosen.length === 0 || chosen.length > mostFeeds}
        >
          Go on to your account
        </Button>
        <Button look="quiet" onClick={onBack}>
          Back
        </Button>
        {chosen.length === 0 && <p className={styles['words']}>Choose at least one feed.</p>}
        {chosen.length > mostFeeds && (
          <p className={styles['words']}>Begin with {mostFeeds} feeds at most; others can be added later.</p>
        )}
      </div>
    </div>
  )
}
