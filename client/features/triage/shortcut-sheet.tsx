import type { ReactElement } from 'react'
import { setPreference, usePreference } from '../../lib/preferences.ts'
import { Dialog } from '../../ui/dialog.tsx'
import { Kbd } from '../../ui/kbd.tsx'
import { Switch } from '../../ui/switch.tsx'
import { correctionKeys } from '../../lib/correction-keys.ts'
import styles from './shortcut-sheet.module.css'

const groups = [
  {
    title: 'Around',
    keys: [
      ['j', 'Next mention'],
      ['k', 'Mention before'],
      ['Enter', 'Into the open mention'],
      ['Escape', 'Back to the list'],
      ['.', 'Show what is new'],
      ['/', 'Search'],
      ['?', 'This sheet'],
    ],
  },
  {
    title: 'Moves',
    keys: [
      ['c', 'Claim'],
      ['r', 'Reply; claims it first if nobody has'],
      ['Ctrl+Enter', 'Copy and open original, then “I posted it”'],
      ['e', 'I posted it'],
      ['n', 'Internal note'],
      ['a', 'Assign'],
      ['h', 'Hand off'],
      ['s', 'Snooze'],
      ['d', 'Dismiss'],
      ['u', 'Put back into the queue'],
      ['b', 'Bring back what was set aside'],
      ['m', 'Keep posts like this out'],
      ['o', 'Open where to answer, or the original'],
      ['z', 'Take back the last move'],
    ],
  },
  {
    title: 'How does it sound?',
    keys: [
      [correctionKeys.negative, 'Negative'],
      [correctionKeys.neutral, 'Neutral'],
      [correctionKeys.positive, 'Positive'],
      [correctionKeys.scorer, 'Let Earshot’s label count again'],
    ],
  },
] as const

/** Every shortcut of the queue, and the switch that turns single keys off. */
export function ShortcutSheet({ onClose }: { onClose: () => void }): ReactElement {
  return (
    <Dialog title="Keyboard shortcuts" wide onClose={onClose}>
      <div className={styles['groups']}>
        {groups.map((group) => (
          <section key={group.title}>
            <h3 className={styles['title']}>{group.title}</h3>
            <dl className={styles['list']}>
              {group.keys.map(([keys, does]) => (
                <div key={keys} className={styles['line']}>
                  <dt>
                    <Kbd keys={keys} />
                    <span className="unseen">{keys}</span>
                  </dt>
                  <dd>{does}</dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
      <Switch
        label="Single-key shortcuts"
        help="Switch off if another tool, such as speech input, types single keys. Escape and Ctrl+Enter stay."
        checked={usePreference('shortcuts') === 'on'}
        onChange={(on) => setPreference('shortcuts', on ? 'on' : 'off')}
      />
    </Dialog>
  )
}
