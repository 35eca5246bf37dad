import type { ReactElement } from 'react'
import { defaultQueueThreshold, type Brand } from '../../../shared/contract/brand.ts'
import type { Form } from '../../lib/form.ts'
import { signed } from '../../lib/signed.ts'
import stack from '../../ui/form-stack.module.css'
import { RescoringProgress } from '../../ui/rescoring-progress.tsx'
import { Switch } from '../../ui/switch.tsx'
import { ThresholdSlider } from '../../ui/threshold-slider.tsx'
import { AnswerWithinField } from './answer-within-field.tsx'
import type { BrandValues } from './brand-values.ts'
import { ThresholdMeaning, ThresholdPicture, useThresholdPicture } from './threshold-picture.tsx'
import { pointAt, shortText } from './threshold-text.ts'

/** What enters the brand's queue, and how soon it is owed an answer. */
export function QueueSection({
  form,
  brand,
}: {
  form: Form<BrandValues>
  brand: Brand | null
}): ReactElement {
  const { values, set, problem } = form
  const threshold = values.queueThreshold
  const state = useThresholdPicture(brand?.id ?? null)
  const meaning =
    state.data !== undefined ? (
      <ThresholdMeaning picture={state.data} threshold={threshold} />
    ) : (
      brand === null && (
        <p>
          Brands start at {signed(defaultQueueThreshold)}: nearly all that sounds negative. When mentions were
          heard, a picture shows here what each threshold means for this brand.
        </p>
      )
    )
  return (
    <section className={stack['stack']} aria-labelledby="brand-queue">
      <h3 id="brand-queue" className={stack['legend']}>
        What needs an answer
      </h3>
      <ThresholdSlider
        value={threshold}
        onChange={(next) => set('queueThreshold', next)}
        error={problem('queueThreshold')?.message}
        picture={<ThresholdPicture state={state} threshold={threshold} />}
        meaning={meaning}
        valueText={shortText(threshold, pointAt(state.data?.points ?? [], threshold))}
        help="Counts for what is heard from now on: mentions that are here stay where they are. What scores above this, or cannot be scored, stands in the stream, where it can still be found."
      />
      <Switch
        label="What gives a grave reason to hurry enters the queue, unless it sounds positive"
        help="Danger, the law, a person in need, the press, or a question to you. Danger enters even where it sounds positive. Counts for what is heard from now on."
        checked={values.queueUrgent}
        onChange={(on) => set('queueUrgent', on)}
      />
      <AnswerWithinField
        value={values.answerWithinMinutes}
        onChange={(next) => set('answerWithinMinutes', next)}
        onLeave={() => form.leave('answerWithinMinutes')}
        error={problem('answerWithinMinutes')?.message}
      />
      {brand !== null && <RescoringProgress brands={[brand]} />}
    </section>
  )
}
