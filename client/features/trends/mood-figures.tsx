import type { ReactElement } from 'react'
import { signed } from '../../lib/signed.ts'
import { BehindLink, type Behind } from './behind.tsx'
import { compareCounts, compareNet, scored } from './compare.ts'
import { Compared, Figure, Figures } from './figure.tsx'
import type { PulseData } from './use-trends.ts'

/** How much is said, and how it sounds. */
export function MoodFigures({
  data,
  behind,
  behindBefore,
  listened,
}: {
  data: PulseData
  behind: Behind
  behindBefore: Behind
  /** Whether anybody listened through all of the period before. */
  listened: boolean
}): ReactElement {
  const { current, previous } = data.trends
  const { before } = data.period
  const { negative, positive, unscored } = current.labels
  const few = scored(current)
  return (
    <Figures title="What people say">
      <Figure
        name="Mentions"
        figure={
          <BehindLink of={behind} count={current.total} label={`${current.total} mentions: open them`}>
            {current.total.toLocaleString('en')}
          </BehindLink>
        }
      >
        <Compared to={compareCounts(current.total, previous.total, before, listened)} before={behindBefore} />
      </Figure>
      <Figure
        name="Negative"
        figure={
          <BehindLink
            of={{ ...behind, label: 'negative' }}
            count={negative}
            label={`${negative} negative mentions: open them`}
          >
            {negative.toLocaleString('en')}
          </BehindLink>
        }
      >
        <Compared
          to={compareCounts(negative, previous.labels.negative, before, listened)}
          worse="up"
          before={{ ...behindBefore, label: 'negative' }}
        />
      </Figure>
      <Figure
        name="Net sentiment"
        figure={
          current.netSentiment === null ? (
            '–'
          ) : (
            <BehindLink
              of={behind}
              label={`Net sentiment ${signed(current.netSentiment)}: open the mentions it is made of`}
            >
              {signed(current.netSentiment)}
            </BehindLink>
          )
        }
        definition={
          current.netSentiment === null ? undefined : (
            <>
              Positive less negative, divided by all that were scored: ({positive.toLocaleString('en')} −{' '}
              {negative.toLocaleString('en')}) ÷ {few.toLocaleString('en')}. −1 is all negative, +1 all
              positive.
              {unscored > 0 &&
                ` ${unscored.toLocaleString('en')} in languages that cannot be scored are left out.`}
            </>
          )
        }
      >
        <Compared to={compareNet(current, previous, before)} worse="down" before={behindBefore} />
      </Figure>
    </Figures>
  )
}
