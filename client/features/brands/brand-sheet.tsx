import { useQueryClient } from '@tanstack/react-query'
import { useState, type ReactElement } from 'react'
import {
  brandChange,
  newBrand,
  type Brand,
  type BrandChange,
  type NewBrand,
} from '../../../shared/contract/brand.ts'
import { can } from '../../../shared/contract/rights.ts'
import { brandRoutes } from '../../../shared/contract/routes/brands.ts'
import { call } from '../../lib/api.ts'
import { useForm } from '../../lib/form.ts'
import { proposedQuery } from '../../lib/proposed-query.ts'
import { queryKeys } from '../../lib/query-keys.ts'
import { useViewer } from '../../lib/viewer.ts'
import { Button } from '../../ui/button.tsx'
import { FormFailure } from '../../ui/form-failure.tsx'
import stack from '../../ui/form-stack.module.css'
import { SaveButtons } from '../../ui/save-buttons.tsx'
import { Sheet } from '../../ui/sheet.tsx'
import { TextField } from '../../ui/text-field.tsx'
import { showToast } from '../../ui/toast-store.ts'
import { UnsavedGuard } from '../../ui/unsaved-guard.tsx'
import { BrandExclusions } from './brand-exclusions.tsx'
import { ArchiveButton } from './archive-button.tsx'
import { BrandPreviewPanel } from './brand-preview.tsx'
import styles from './brand-sheet.module.css'
import { brandChangeOf, newBrandOf, newBrandValues, valuesOf } from './brand-values.ts'
import { QueriesField } from './queries-field.tsx'
import { QueueSection } from './queue-section.tsx'
import { SuggestFeeds } from './suggest-feeds.tsx'
import { useBrandPreview } from './use-brand-preview.ts'
import { useProposedQueries } from './use-proposed-queries.ts'

/** Makes or changes a brand, showing all the while what its queries would hear. */
export function BrandSheet({
  brand,
  onClose,
  onAdded,
}: {
  /** Null: a new one. */
  brand: Brand | null
  onClose: () => void
  onAdded: (brand: Brand) => void
}): ReactElement {
  const client = useQueryClient()
  const viewer = useViewer()
  const [suggesting, setSuggesting] = useState(false)
  const [ownQuery, setOwnQuery] = useState(brand !== null)
  const form = useForm({
    saved: brand === null ? newBrandValues : valuesOf(brand),
    schema: brand === null ? newBrand : brandChange,
    toBody: (values) => (brand === null ? newBrandOf(values) : brandChangeOf(values, brand)),
    send: (body) =>
      brand === null
        ? call(brandRoutes.addBrand, { body: body as NewBrand })
        : call(brandRoutes.changeBrand, { params: { id: brand.id }, body: body as BrandChange }),
    onSent: async (saved) => {
      await client.invalidateQueries({ queryKey: queryKeys.brands })
      showToast({ words: brand === null ? `${saved.name} is listened for now.` : `${saved.name} is saved.` })
      if (brand === null) onAdded(saved)
    },
  })
  const { values } = form
  const { state, problem, matchedBy } = useBrandPreview(
    brand?.id ?? null,
    values.queries.map(({ text }) => text),
    values,
  )

  useProposedQueries(values.name, !ownQuery, (texts) =>
    form.set(
      'queries',
      texts.map((text, index) => ({ key: `new-${index}`, text })),
    ),
  )
  const setName = (name: string): void => {
    form.set('name', name)
    if (!ownQuery) form.set('queries', [{ key: 'new-0', text: proposedQuery(name) }])
  }

  return (
    <Sheet
      title={brand?.name ?? 'Add a brand'}
      onClose={onClose}
      footer={
        brand === null ? (
          <Button
            type="submit"
            form={form.props.id}
            look="primary"
            busy={form.sending}
            disabled={!form.dirty}
          >
            Add the brand
          </Button>
        ) : (
          <>
            <SaveButtons form={form} />
            <ArchiveButton brand={brand} className={stack['end']} />
          </>
        )
      }
    >
      <UnsavedGuard dirty={form.dirty} />
      <div className={styles['columns']}>
        <form {...form.props} className={stack['stack']}>
          <TextField
            label="Name"
            value={values.name}
            onChange={setName}
            onBlur={() => values.name !== '' && form.leave('name')}
            error={form.problem('name')?.message}
            autoComplete="off"
          />
          <QueriesField
            queries={values.queries}
            onChange={(queries) => {
              setOwnQuery(true)
              form.set('queries', queries)
            }}
            problem={(index) => form.problem(`queries/${index}/text`) ?? problem(index)}
            listProblem={form.problem('queries')?.message}
            matched={matchedBy}
          />
          <QueueSection form={form} brand={brand} />
          <FormFailure error={form.failure} />
          {brand !== null && (
            <section className={stack['group']}>
              <h3 className={stack['legend']}>Where, and what is kept out</h3>
              {can(viewer, 'feed:write') && !brand.archived && (
                <div className={stack['actions']}>
                  <Button icon="feed" onClick={() => setSuggesting(true)}>
                    Suggest feeds
                  </Button>
                </div>
              )}
              <BrandExclusions brandId={brand.id} />
            </section>
          )}
        </form>
        <BrandPreviewPanel state={state} />
      </div>
      {suggesting && brand !== null && <SuggestFeeds brand={brand} onClose={() => setSuggesting(false)} />}
    </Sheet>
  )
}
