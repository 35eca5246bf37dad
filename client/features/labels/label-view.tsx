import { Link } from '@tanstack/react-router'
import type { ReactElement } from 'react'
import type { Label } from '../../../shared/contract/label.ts'
import stack from '../../ui/form-stack.module.css'
import { Notice } from '../../ui/notice.tsx'
import { Sheet } from '../../ui/sheet.tsx'
import styles from './labels-page.module.css'

/** One label for those who may look but not change. */
export function LabelView({
  label,
  brandName,
  onClose,
}: {
  label: Label
  brandName: string
  onClose: () => void
}): ReactElement {
  return (
    <Sheet title={label.name} onClose={onClose}>
      <div className={stack['stack']}>
        <Notice>Admins change labels. Ask one when a mention has a label that it should not have.</Notice>
        <p>Mentions of {brandName} get it when they match</p>
        <p className={styles['rule']}>
          <code>{label.rule}</code>
        </p>
        <p>
          <Link to="/queue" search={{ lane: 'stream', labelId: label.id }}>
            Open those that have it
          </Link>
        </p>
      </div>
    </Sheet>
  )
}
