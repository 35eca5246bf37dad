import type { ReactElement } from 'react'
import { durationText } from '../../lib/time-text.ts'
import { BehindLink, type Behind } from './behind.tsx'
import { compareWaits, waitText } from './compare.ts'
import { Compared, Figure, Figures } from './figure.tsx'
import type { PulseData } from './use-trends.ts'

type Waits = PulseData['trends']['current']['firstResponse']

/** How long people waited, those who still wait counted in. */
export function ServiceFigures({
  data,
  behind,
  behindBefore,
}: {
  data: PulseData
  behind: Behind
  behindBefore: Behind
}): ReactElement {
  const { current, previous } = data.trends
  const needed: Behind = { ...behind, needed: 'answer' }
  const before: Behind = { ...behindBefore, needed: 'answer' }
  return (
    <Figures title="Service">
      <Figure
        name="First response"
        figure={<Median waits={current.firstResponse} of={needed} what="first response" />}
        definition="From publication to the first answer. Those still waiting count with the time they have waited so far; ≥ means that they can still make the figure longer. What was dismissed without an answer is left out."
      >
        <Spread
          waits={current.firstResponse}
          waiting={{ ...behind, needed: 'waiting' }}
          still="still wait for one"
        />
        <Compared
          to={compareWaits(current.firstResponse, previous.firstResponse, data.period.before, durationText)}
          worse="up"
          before={before}
        />
      </Figure>
      <Figure
        name="Resolution"
        figure={<Median waits={current.resolution} of={needed} what="resolution" />}
        definition="From publication to answered or dismissed, counted in the same way; a mention that was opened again is open."
      >
        <Spread waits={current.resolution} still="are still open" />
        <Compared
          to={compareWaits(current.resolution, previous.resolution, data.period.before, durationText)}
          worse="up"
          before={before}
        />
      </Figure>
      <Figure
        name="Needed an answer"
        figure={
          <BehindLink
            of={needed}
            count={current.needed}
            label={`${current.needed} needed an answer: open them`}
          >
            {current.needed.toLocaleString('en')}
          </BehindLink>
        }
        definition="Answered and dismissed count everything heard in this time, also what was answered without having been queued."
      >
        <p>
          <BehindLink
            of={{ ...behind, lane: 'answered' }}
            count={current.answered}
            label={`${current.answered} answered: open them`}
          >
            {current.answered.toLocaleString('en')}
          </BehindLink>{' '}
          answered,{' '}
          <BehindLink
            of={{ ...behind, lane: 'dismissed' }}
            count={current.dismissed}
            label={`${current.dismissed} dismissed: open them`}
          >
            {current.dismissed.toLocaleString('en')}
          </BehindLink>{' '}
          dismissed.
        </p>
      </Figure>
    </Figures>
  )
}

function Median({ waits, of, what }: { waits: Waits; of: Behind; what: string }): ReactElement {
  const words = waitText(waits, durationText)
  if (waits.median === null) return <>{words}</>
  return (
    <BehindLink of={of} label={`Median ${what} ${words.replace('≥', 'at least')}: open these mentions`}>
      {words}
    </BehindLink>
  )
}

/** What the waits say, in words that stay true whatever becomes of those who still wait. */
function Spread({ waits, waiting, still }: { waits: Waits; waiting?: Behind; still: string }): ReactElement {
  if (waits.median === null || waits.p90 === null) return <p>Nothing in this time needed an answer.</p>
  const count = waits.waiting.toLocaleString('en')
  return (
    <p>
      Half waited this long or longer, one in ten {durationText(waits.p90)} or longer. Of{' '}
      {waits.count.toLocaleString('en')},{' '}
      {waiting === undefined ? (
        count
      ) : (
        <BehindLink of={waiting} count={waits.waiting} label={`${count} still waiting: open them`}>
          {count}
        </BehindLink>
      )}{' '}
      {still}.
    </p>
  )
}
