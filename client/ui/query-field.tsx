import type { ReactElement } from 'react'
import type { FieldProblem } from '../../shared/contract/problems.ts'
import { classNames } from './class-names.ts'
import { Field } from './field.tsx'
import fieldStyles from './field.module.css'
import styles from './query-field.module.css'

/**
 * The text of a query. When its problem says which characters it is about, they are marked in the text. Enter sends
 * the form: a line break means nothing in a query.
 */
export function QueryField({
  label,
  labelHidden = false,
  value,
  onChange,
  onLeave,
  problem,
}: {
  label: string
  labelHidden?: boolean
  value: string
  onChange: (value: string) => void
  onLeave?: () => void
  /** Its offsets count in the trimmed text, which is what is sent. */
  problem: FieldProblem | undefined
}): ReactElement {
  const marked = markedPart(value, problem)
  return (
    <Field label={label} labelHidden={labelHidden} error={problem && sentence(problem, value)}>
      {(control) => (
        <div className={styles['box']}>
          <div className={classNames(fieldStyles['input'], styles['mirror'])} aria-hidden="true">
            {marked === null ? (
              value
            ) : (
              <>
                {value.slice(0, marked.start)}
                <mark className={styles['wrong']}>{value.slice(marked.start, marked.end) || ' '}</mark>
                {value.slice(marked.end)}
              </>
            )}
            {'\u200b'}
          </div>
          <textarea
            {...control}
            className={classNames(fieldStyles['input'], styles['text'])}
            rows={1}
            spellCheck={false}
            autoCapitalize="off"
            value={value}
            onChange={(event) => onChange(event.target.value.replaceAll('\n', ' '))}
            onBlur={onLeave}
            onKeyDown={(event) => {
              if (event.key !== 'Enter' || event.nativeEvent.isComposing) return
              event.preventDefault()
              event.currentTarget.form?.requestSubmit()
            }}
          />
        </div>
      )}
    </Field>
  )
}

function markedPart(value: string, problem: FieldProblem | undefined): { start: number; end: number } | null {
  if (problem?.start === undefined || problem.end === undefined) return null
  const before = value.length - value.trimStart().length
  const start = Math.min(problem.start + before, value.length)
  return { start, end: Math.min(Math.max(problem.end + before, start), value.length) }
}

/** The place is told in words too, for those who do not see the mark. */
function sentence(problem: FieldProblem, value: string): string {
  const marked = markedPart(value, problem)
  return marked === null ? problem.message : `Character ${marked.start + 1}: ${problem.message}`
}
