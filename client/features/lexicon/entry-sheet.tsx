import { useQueryClient } from '@tanstack/react-query'
import { useState, type ReactElement } from 'react'
import { lexiconChange, type LexiconEntry } from '../../../shared/contract/lexicon.ts'
import { lexiconRoutes } from '../../../shared/contract/routes/lexicon.ts'
import { call } from '../../lib/api.ts'
import { useForm } from '../../lib/form.ts'
import { queryKeys } from '../../lib/query-keys.ts'
import { weightText } from '../../lib/weight-text.ts'
import { Button } from '../../ui/button.tsx'
import { FormFailure } from '../../ui/form-failure.tsx'
import stack from '../../ui/form-stack.module.css'
import { SaveButtons } from '../../ui/save-buttons.tsx'
import { Sheet } from '../../ui/sheet.tsx'
import { showToast } from '../../ui/toast-store.ts'
import { UnsavedGuard } from '../../ui/unsaved-guard.tsx'
import { EntryFacts } from './entry-facts.tsx'
import { EntryFields } from './entry-fields.tsx'
import { LexiconPreviewPanel } from './lexicon-preview.tsx'
import { RemoveDialog } from './remove-dialog.tsx'
import { useLexiconPreview } from './use-lexicon-preview.ts'

/** An entry for who decides: accept or refuse what is proposed, change or remove what counts. */
export function EntrySheet({
  entry,
  brandName,
  onClose,
  onDone,
}: {
  entry: LexiconEntry
  brandName: string
  onClose: () => void
  /** It is saved or gone: nothing typed is left. */
  onDone: () => void
}): ReactElement {
  const client = useQueryClient()
  const [removing, setRemoving] = useState(false)
  const proposed = entry.state === 'proposed'
  const form = useForm({
    saved: { phrase: entry.phrase, weight: entry.weight },
    schema: lexiconChange,
    toBody: ({ phrase, weight }) => ({
      ...(phrase !== entry.phrase && { phrase }),
      ...(weight !== entry.weight && { weight }),
      ...(proposed && { state: 'active' }),
    }),
    send: (body) => call(lexiconRoutes.changeLexiconEntry, { params: { id: entry.id }, body }),
    onSent: async (saved) => {
      await client.invalidateQueries({ queryKey: queryKeys.brands })
      showToast({
        words: `“${saved.phrase}” counts as ${weightText(saved.weight)} now. Past mentions are judged again.`,
      })
      onDone()
    },
  })
  const { values } = form
  const counts = !proposed && !form.dirty
  const preview = useLexiconPreview({
    brandId: entry.brandId,
    entryId: entry.id,
    entry: counts ? null : { phrase: values.phrase.trim(), weight: values.weight },
  })

  return (
    <Sheet
      title={proposed ? 'A proposal' : `“${entry.phrase}”`}
      onClose={onClose}
      footer={
        <>
          <SaveButtons form={form} {...(proposed && { words: 'Let it count from now on', always: true })} />
          <Button
            icon={proposed ? 'dismiss' : 'trash'}
            className={stack['end']}
            onClick={() => setRemoving(true)}
          >
            {proposed ? 'Refuse…' : 'Remove…'}
          </Button>
        </>
      }
    >
      <UnsavedGuard dirty={form.dirty && !form.sending} />
      <form {...form.props} className={stack['stack']}>
        <EntryFacts entry={entry} brandName={brandName} />
        <EntryFields
          phrase={values.phrase}
          weight={values.weight}
          onPhrase={(phrase) => form.set('phrase', phrase)}
          onWeight={(weight) => form.set('weight', weight)}
          onLeave={() => form.leave('phrase')}
          problem={(field) => form.problem(field) ?? (field === 'phrase' ? preview.problem : undefined)}
        />
        <FormFailure error={form.failure} />
        <LexiconPreviewPanel
          phrase={values.phrase}
          {...(!proposed && { before: entry.phrase })}
          counts={counts}
          state={preview}
        />
      </form>
      {removing && <RemoveDialog entry={entry} onClose={() => setRemoving(false)} onRemoved={onDone} />}
    </Sheet>
  )
}
