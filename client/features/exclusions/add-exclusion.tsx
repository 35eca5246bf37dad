import { useState, type ReactElement } from 'react'
import type { Brand } from '../../../shared/contract/brand.ts'
import type { Exclusion } from '../../../shared/contract/exclusion.ts'
import { can } from '../../../shared/contract/rights.ts'
import { useViewer } from '../../lib/viewer.ts'
import { Button } from '../../ui/button.tsx'
import { FormFailure } from '../../ui/form-failure.tsx'
import stack from '../../ui/form-stack.module.css'
import { QueryField } from '../../ui/query-field.tsx'
import { Select } from '../../ui/select.tsx'
import { Sheet } from '../../ui/sheet.tsx'
import { UnsavedGuard } from '../../ui/unsaved-guard.tsx'
import { ExclusionPreviewPanel } from './exclusion-preview.tsx'
import { useAddExclusion } from './use-add-exclusion.ts'
import { useExclusionPreview } from './use-exclusion-preview.ts'

/** Writes an exclusion from nothing, with its effect beside it. */
export function AddExclusion({
  brands,
  onClose,
  onAdded,
}: {
  brands: readonly Brand[]
  onClose: () => void
  onAdded: (exclusion: Exclusion) => void
}): ReactElement {
  const decides = can(useViewer(), 'brand:write')
  const [chosen, setChosen] = useState<number>()
  const [text, setText] = useState('')
  const brandId = chosen ?? brands[0]?.id ?? 0
  const state = useExclusionPreview(brandId, text)
  const add = useAddExclusion(decides, onAdded)
  const ready = text.trim() !== '' && brandId !== 0 && state.problem === undefined

  return (
    <Sheet
      title={decides ? 'Add an exclusion' : 'Propose an exclusion'}
      onClose={onClose}
      footer={
        <Button look="primary" type="submit" form="add-exclusion" busy={add.isPending} aria-disabled={!ready}>
          {decides ? 'Set aside from now on' : 'Propose to an admin'}
        </Button>
      }
    >
      <UnsavedGuard dirty={text.trim() !== '' && !add.isPending && !add.isSuccess} />
      <form
        id="add-exclusion"
        className={stack['stack']}
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          if (ready && !add.isPending) add.mutate({ brandId, text })
        }}
      >
        {brands.length > 1 && (
          <Select
            label="Brand"
            value={String(brandId)}
            onChange={(id) => setChosen(Number(id))}
            options={brands.map(({ id, name }) => ({ value: String(id), label: name }))}
          />
        )}
        <QueryField
          label="Set aside what matches"
          value={text}
          onChange={(next) => {
            setText(next)
            add.reset()
          }}
          problem={state.problem}
        />
        <FormFailure error={add.error} />
        <ExclusionPreviewPanel state={state} />
      </form>
    </Sheet>
  )
}
