import type { ReactElement } from 'react'
import type { FieldProblem } from '../../../shared/contract/problems.ts'
import { Button } from '../../ui/button.tsx'
import stack from '../../ui/form-stack.module.css'
import { Notice } from '../../ui/notice.tsx'
import { QueryField } from '../../ui/query-field.tsx'
import { QueryHelp } from '../../ui/query-help.tsx'
import type { QueryValue } from './brand-values.ts'
import styles from './queries-field.module.css'

let lastKey = 0

/** The queries of a brand: any of them makes a mention. */
export function QueriesField({
  queries,
  onChange,
  problem,
  listProblem,
  matched,
}: {
  queries: readonly QueryValue[]
  onChange: (queries: QueryValue[]) => void
  problem: (index: number) => FieldProblem | undefined
  listProblem: string | undefined
  /** How many of the items kept a query matches alone; undefined while that is not known. */
  matched: (index: number) => number | undefined
}): ReactElement {
  return (
    <fieldset className={stack['group']}>
      <legend className={stack['legend']}>{queries.length === 1 ? 'Query' : 'Queries'}</legend>
      {queries.map((query, index) => (
        <div key={query.key} className={stack['line']}>
          <div className={styles['query']}>
            <QueryField
              label={queries.length === 1 ? 'Query' : `Query ${index + 1}`}
              labelHidden
              value={query.text}
              onChange={(text) => onChange(queries.with(index, { ...query, text }))}
              problem={problem(index)}
            />
            {queries.length > 1 && <Matched count={matched(index)} />}
          </div>
          {queries.length > 1 && (
            <Button
              look="quiet"
              icon="trash"
              aria-label={`Remove query ${index + 1}`}
              onClick={() => onChange(queries.toSpliced(index, 1))}
            />
          )}
        </div>
      ))}
      {listProblem !== undefined && <Notice tone="problem">{listProblem}</Notice>}
      <div className={stack['actions']}>
        <Button
          size="small"
          icon="plus"
          onClick={() => onChange([...queries, { key: `added-${++lastKey}`, text: '' }])}
        >
          Another query
        </Button>
      </div>
      <QueryHelp />
    </fieldset>
  )
}

/** Keeps its line while the number is not known, so that nothing jumps as one types. */
function Matched({ count }: { count: number | undefined }): ReactElement {
  return (
    <p className={styles['matched']}>
      {count === undefined
        ? '\u00a0'
        : count === 0
          ? 'matches nothing kept'
          : `matches ${count.toLocaleString('en')} alone`}
    </p>
  )
}
