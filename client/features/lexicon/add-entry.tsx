import { useQueryClient } from '@tanstack/react-query'
import type { ReactElement } from 'react'
import type { Brand } from '../../../shared/contract/brand.ts'
import { newLexiconEntry, type LexiconEntry } from '../../../shared/contract/lexicon.ts'
import { can } from '../../../shared/contract/rights.ts'
import { lexiconRoutes } from '../../../shared/contract/routes/lexicon.ts'
import { call } from '../../lib/api.ts'
import { useForm } from '../../lib/form.ts'
import { queryKeys } from '../../lib/query-keys.ts'
import { useViewer } from '../../lib/viewer.ts'
import { weightText } from '../../lib/weight-text.ts'
import { Button } from '../../ui/button.tsx'
import { FormFailure } from '../../ui/form-failure.tsx'
import stack from '../../ui/form-stack.module.css'
import { Notice } from '../../ui/notice.tsx'
import { Select } from '../../ui/select.tsx'
import { Sheet } from '../../ui/sheet.tsx'
import { showToast } from '../../ui/toast-store.ts'
import { UnsavedGuard } from '../../ui/unsaved-guard.tsx'
import { EntryFields } from './entry-fields.tsx'
import { LexiconPreviewPanel } from './lexicon-preview.tsx'
import { useLexiconPreview } from './use-lexicon-preview.ts'

/** Writes an entry, with what it would change beside it. Who may not decide proposes it. */
export function AddEntry({
  brands,
  onClose,
  onAdded,
}: {
  brands: readonly Brand[]
  onClose: () => void
  onAdded: (entry: LexiconEntry) => void
}): ReactElement {
  const client = useQueryClient()
  const decides = can(useViewer(), 'brand:write')
  const firstId = brands[0]?.id ?? 0
  const form = useForm({
    saved: { brandId: '', phrase: '', weight: 3 },
    schema: newLexiconEntry,
    toBody: ({ brandId, phrase, weight }) => ({
      brandId: Number(brandId) || firstId,
      phrase,
      weight,
      ...(decides && { active: true }),
    }),
    send: (body) => call(lexiconRoutes.addLexiconEntry, { body }),
    onSent: async (entry) => {
      await client.invalidateQueries({ queryKey: queryKeys.brands })
      showToast({ words: addedText(entry) })
      onAdded(entry)
    },
  })
  const { values } = form
  const brandId = Number(values.brandId) || firstId
  const entry = { phrase: values.phrase.trim(), weight: values.weight }
  const preview = useLexiconPreview({ brandId, entry })

  return (
    <Sheet
      title={decides ? 'Add a word' : 'Propose a word'}
      onClose={onClose}
      footer={
        <Button
          look="primary"
          type="submit"
          form={form.props.id}
          busy={form.sending}
          disabled={firstId === 0}
        >
          {decides ? 'Let it count from now on' : 'Propose to an admin'}
        </Button>
      }
    >
      <UnsavedGuard dirty={values.phrase.trim() !== '' && !form.sending} />
      <form {...form.props} className={stack['stack']}>
        {firstId === 0 && <Notice>Add a brand first: words count for one brand.</Notice>}
        {!decides && <Notice>You propose; an admin decides. Until then nothing changes.</Notice>}
        {brands.length > 1 && (
          <Select
            label="When it is said about"
            value={String(brandId)}
            onChange={(id) => form.set('brandId', id)}
            options={brands.map(({ id, name }) => ({ value: String(id), label: name }))}
          />
        )}
        <EntryFields
          phrase={values.phrase}
          weight={values.weight}
          onPhrase={(phrase) => form.set('phrase', phrase)}
          onWeight={(weight) => form.set('weight', weight)}
          onLeave={() => form.leave('phrase')}
          problem={(field) => form.problem(field) ?? (field === 'phrase' ? preview.problem : undefined)}
        />
        <FormFailure error={form.failure} />
        <LexiconPreviewPanel phrase={values.phrase} state={preview} />
      </form>
    </Sheet>
  )
}

function addedText({ phrase, weight, state }: LexiconEntry): string {
  return state === 'active'
    ? `“${phrase}” counts as ${weightText(weight)} now. Past mentions are judged again.`
    : 'Proposed. An admin decides; until then nothing changes.'
}
