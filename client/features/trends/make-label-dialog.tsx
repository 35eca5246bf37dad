import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState, type ReactElement } from 'react'
import { newLabel } from '../../../shared/contract/label.ts'
import { labelRoutes } from '../../../shared/contract/routes/labels.ts'
import type { Topic } from '../../../shared/contract/topic.ts'
import { call } from '../../lib/api.ts'
import { labelMadeText, matchedText } from '../../lib/label-text.ts'
import { ProblemError } from '../../lib/problem-error.ts'
import { queryKeys } from '../../lib/query-keys.ts'
import { useLabelPreview } from '../../lib/use-label-preview.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { FormFailure } from '../../ui/form-failure.tsx'
import { QueryField } from '../../ui/query-field.tsx'
import { TextField } from '../../ui/text-field.tsx'
import { showToast } from '../../ui/toast-store.ts'
import { labelRule } from './label-rule.ts'
import styles from './make-label-dialog.module.css'

const longestName = 40

/** Makes a label of what rises, so that it can be followed when it rises no more: name and rule can be changed first. */
export function MakeLabelDialog({
  topic,
  brandName,
  onClose,
}: {
  topic: Topic
  brandName: string
  onClose: () => void
}): ReactElement {
  const client = useQueryClient()
  const { brandId } = topic
  const [name, setName] = useState(() => topic.words.replace(/^#/, '').slice(0, longestName))
  const [rule, setRule] = useState(() => labelRule(topic))
  const effect = useLabelPreview(brandId, rule)
  const add = useMutation({
    mutationFn: () => call(labelRoutes.addLabel, { body: { brandId, name: name.trim(), rule: rule.trim() } }),
    onSuccess: async (label) => {
      await client.invalidateQueries({ queryKey: queryKeys.labels })
      showToast({ words: labelMadeText(label.name) })
      onClose()
    },
  })
  const fields = add.error instanceof ProblemError ? add.error.fields : []
  const problemOf = (path: string) => fields.find((field) => field.path === path)
  const ready = newLabel.safeParse({ brandId, name, rule }).success

  return (
    <Dialog
      title="Make a label"
      onClose={onClose}
      onSubmit={() => {
        if (ready && !add.isPending) add.mutate()
      }}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button look="primary" type="submit" busy={add.isPending} aria-disabled={!ready}>
            Make the label
          </Button>
        </>
      }
    >
      <TextField
        label="Name"
        value={name}
        maxLength={longestName}
        error={problemOf('name')?.message}
        onChange={(next) => {
          setName(next)
          add.reset()
        }}
      />
      <QueryField
        label={`Mentions of ${brandName} get it that match`}
        value={rule}
        onChange={(next) => {
          setRule(next)
          add.reset()
        }}
        problem={problemOf('rule') ?? effect.problem}
      />
      <p className={styles['effect']} role="status">
        {effect.preview !== undefined && effect.ofThis && matchedText(effect.preview)}
      </p>
      {(fields.length === 0 || fields.some(({ path }) => path !== 'name' && path !== 'rule')) && (
        <FormFailure error={add.error} />
      )}
    </Dialog>
  )
}
