import type { ReactElement } from 'react'
import type { SetAside } from '../../../shared/contract/mention.ts'
import { Notice } from '../../ui/notice.tsx'
import styles from './set-aside-reason.module.css'

/** Why a mention stands aside, in the words of the exclusion; and that it is not lost. */
export function SetAsideReason({ setAside }: { setAside: SetAside | null }): ReactElement | null {
  if (setAside === null) return null
  if (setAside.kind === 'deleted')
    return (
      <Notice>
        <p>
          <strong>The author has deleted this post.</strong> Its words are gone from here too. What was done
          about it stays in its history.
        </p>
      </Notice>
    )
  return (
    <Notice>
      <p>
        Set aside by the exclusion <code className={styles['words']}>{setAside.words}</code>. Nothing is lost:
        if it is about you after all, bring it back.
      </p>
    </Notice>
  )
}
