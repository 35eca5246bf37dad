import { useQuery, useQueryClient } from '@tanstack/react-query'
import type { ReactElement } from 'react'
import { newKnownHandle, type HandleKind } from '../../../shared/contract/known-handle.ts'
import { knownHandleRoutes } from '../../../shared/contract/routes/known-handles.ts'
import { call } from '../../lib/api.ts'
import { useForm } from '../../lib/form.ts'
import { sourcesQuery } from '../../lib/queries/feeds.ts'
import { queryKeys } from '../../lib/query-keys.ts'
import { Button } from '../../ui/button.tsx'
import { FormFailure } from '../../ui/form-failure.tsx'
import stack from '../../ui/form-stack.module.css'
import { Select } from '../../ui/select.tsx'
import { Sheet } from '../../ui/sheet.tsx'
import { TextField } from '../../ui/text-field.tsx'
import { showToast } from '../../ui/toast-store.ts'
import { UnsavedGuard } from '../../ui/unsaved-guard.tsx'

const empty = { handle: '', kind: 'staff' as HandleKind, source: '', name: '' }

/** Marks a handle as one of ours; the form stays open for the next one. */
export function AddKnownHandle({ onClose }: { onClose: () => void }): ReactElement {
  const client = useQueryClient()
  const sources = useQuery(sourcesQuery)
  const form = useForm({
    saved: empty,
    schema: newKnownHandle,
    toBody: ({ handle, kind, source, name }) => ({
      handle: handle.trim(),
      kind,
      ...(source !== '' && { source }),
      ...(name.trim() !== '' && { name: name.trim() }),
    }),
    send: (body) => call(knownHandleRoutes.addKnownHandle, { body }),
    onSent: async ({ handle }) => {
      await client.invalidateQueries({ queryKey: queryKeys.knownHandles })
      showToast({ words: `@${handle} is marked as one of ours.` })
    },
  })
  const { values, set, problem } = form

  return (
    <Sheet
      title="Add a handle"
      onClose={onClose}
      footer={
        <Button type="submit" form={form.props.id} look="primary" busy={form.sending}>
          Add the handle
        </Button>
      }
    >
      <UnsavedGuard dirty={form.dirty && !form.sending} />
      <form {...form.props} className={stack['stack']}>
        <TextField
          label="Handle"
          placeholder="@acme_help"
          help="With its server where there are many: @acme_help@example.social."
          value={values.handle}
          onChange={(handle) => set('handle', handle)}
          onBlur={() => values.handle !== '' && form.leave('handle')}
          error={problem('handle')?.message}
          autoComplete="off"
          autoCapitalize="off"
          spellCheck={false}
        />
        <Select
          label="Who is it?"
          value={values.kind}
          onChange={(kind) => set('kind', kind)}
          error={problem('kind')?.message}
          options={[
            { value: 'staff', label: 'Our staff' },
            { value: 'partner', label: 'A partner' },
          ]}
        />
        <Select
          label="Where?"
          help="Names are only unique at one source. In feeds people call themselves what they want: such names count only where the source is chosen here."
          value={values.source}
          onChange={(source) => set('source', source)}
          error={problem('source')?.message}
          options={[
            {
              value: '',
              label: sources.isPending ? 'At every source (loading the others)' : 'At every source',
            },
            ...(sources.data ?? []).map(({ source, name }) => ({ value: source, label: name })),
          ]}
        />
        <TextField
          label="Name"
          optional
          help="Who is behind it, for your colleagues."
          value={values.name}
          onChange={(name) => set('name', name)}
          error={problem('name')?.message}
          autoComplete="off"
        />
        <FormFailure error={form.failure} />
      </form>
    </Sheet>
  )
}
