import { useId, type ReactElement, type ReactNode } from 'react'
import { keyOf, type FeedChoice } from '../lib/feed-choice.ts'
import { isWorthIt, type FeedTrials, type Trial } from '../lib/feed-trial.ts'
import { addressWords } from '../lib/feed-name.ts'
import { problemText } from '../lib/problem-text.ts'
import styles from './feed-choices.module.css'
import { Icon, type IconName } from './icon.tsx'

/** Feeds to choose from, each with its live test: being tested, what it holds, or why it cannot be heard. */
export function FeedChoices({
  label,
  choices,
  trialOf,
  isTicked,
  onTick,
  knownAs,
}: {
  label: string
  choices: readonly FeedChoice[]
  trialOf: FeedTrials['trialOf']
  isTicked: (choice: FeedChoice) => boolean
  onTick: (choice: FeedChoice, ticked: boolean) => void
  /** What to say of a feed that is listened to already: it cannot be chosen. */
  knownAs?: (choice: FeedChoice) => ReactNode | null
}): ReactElement {
  return (
    <ul className={styles['choices']} aria-label={label}>
      {choices.map((choice) => (
        <Choice
          key={keyOf(choice)}
          choice={choice}
          trial={trialOf(choice)}
          ticked={isTicked(choice)}
          onTick={(ticked) => onTick(choice, ticked)}
          known={knownAs?.(choice) ?? null}
        />
      ))}
    </ul>
  )
}

function Choice({
  choice,
  trial,
  ticked,
  onTick,
  known,
}: {
  choice: FeedChoice
  trial: Trial
  ticked: boolean
  onTick: (ticked: boolean) => void
  known: ReactNode | null
}): ReactElement {
  const id = useId()
  const { icon, tone, words } = stateOf(trial, choice)
  const title = (!choice.named && trial.state === 'done' && trial.result.title) || choice.title
  return (
    <li className={styles['choice']} aria-busy={trial.state === 'running'}>
      <input
        id={id}
        type="checkbox"
        className={styles['box']}
        checked={ticked && known === null}
        disabled={known !== null}
        aria-describedby={`${id}-state`}
        onChange={(event) => onTick(event.target.checked)}
      />
      <div className={styles['words']}>
        <label htmlFor={id} className={styles['title']}>
          {title}
        </label>
        <span className={styles['where']}>
          {title !== choice.sourceName && `${choice.sourceName} · `}
          {addressWords(choice.url)}
        </span>
        <span id={`${id}-state`} className={styles['state']} data-tone={tone}>
          {known !== null ? (
            known
          ) : (
            <>
              {icon !== null && <Icon name={icon} size={16} />}
              <span>{words}</span>
            </>
          )}
        </span>
      </div>
    </li>
  )
}

type State = { icon: IconName | null; tone: 'quiet' | 'good' | 'later' | 'bad'; words: string }

function stateOf(trial: Trial, { streamed, named }: FeedChoice): State {
  if (trial.state === 'none') return { icon: null, tone: 'quiet', words: 'Not tested yet' }
  if (trial.state === 'running')
    return { icon: 'refresh', tone: 'quiet', words: streamed ? 'Listening for some seconds …' : 'Testing …' }
  if (trial.state === 'failed') return { icon: 'alert', tone: 'later', words: problemText(trial.error) }
  const { ok, problem, itemCount, matched, duplicates } = trial.result
  if (!ok) {
    // Nobody has typed this address: what is wrong with it is the way there.
    const away = named && problem?.code === 'feed_unreachable'
    const words = away
      ? 'It cannot be reached now, and is tried again by itself.'
      : (problem?.detail ?? 'It could not be heard.')
    return isWorthIt(trial) === true
      ? { icon: 'offline', tone: 'later', words }
      : { icon: 'alert', tone: 'bad', words }
  }
  const heard = streamed
    ? `Listens to everything as it is posted: ${count(itemCount, 'post')} in some seconds`
    : count(itemCount, 'item')
  const known = duplicates > 0 ? `, ${duplicates} heard already` : ''
  return { icon: 'check', tone: 'good', words: `${heard}, ${matched} matching${known}` }
}

const count = (number: number, what: string): string =>
  number === 1 ? `1 ${what}` : `${number.toLocaleString('en')} ${what}s`
