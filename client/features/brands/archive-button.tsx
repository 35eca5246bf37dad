import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState, type ReactElement } from 'react'
import type { Brand } from '../../../shared/contract/brand.ts'
import { brandRoutes } from '../../../shared/contract/routes/brands.ts'
import { call } from '../../lib/api.ts'
import { queryKeys } from '../../lib/query-keys.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { FormFailure } from '../../ui/form-failure.tsx'
import { showToast } from '../../ui/toast-store.ts'

/** Stops listening for a brand, after asking; or starts again. */
export function ArchiveButton({
  brand,
  className,
}: {
  brand: Brand
  className?: string | undefined
}): ReactElement {
  const client = useQueryClient()
  const [asking, setAsking] = useState(false)
  const change = useMutation({
    mutationFn: (archived: boolean) =>
      call(brandRoutes.changeBrand, { params: { id: brand.id }, body: { archived } }),
    onSuccess: async (saved) => {
      await client.invalidateQueries({ queryKey: queryKeys.brands })
      showToast({
        words: saved.archived ? `${saved.name} is archived.` : `${saved.name} is listened for again.`,
      })
      setAsking(false)
    },
    onError: () => setAsking(true),
  })

  return (
    <>
      <Button
        look="quiet"
        className={className}
        busy={change.isPending && !asking}
        onClick={() => (brand.archived ? change.mutate(false) : setAsking(true))}
      >
        {brand.archived ? 'Bring back' : 'Archive'}
      </Button>
      {asking && (
        <Dialog
          title={brand.archived ? `Bring ${brand.name} back?` : `Archive ${brand.name}?`}
          onClose={() => setAsking(false)}
          footer={
            <>
              <Button onClick={() => setAsking(false)}>
                {brand.archived ? 'Leave it archived' : 'Keep it'}
              </Button>
              <Button
                look={brand.archived ? 'primary' : 'danger'}
                busy={change.isPending}
                onClick={() => change.mutate(!brand.archived)}
              >
                {brand.archived ? 'Bring back' : 'Archive'}
              </Button>
            </>
          }
        >
          <p>
            {brand.archived
              ? 'New items are matched against its queries again.'
              : 'Nothing new is heard for it. Its mentions, answers and history stay, and it can be brought back.'}
          </p>
          <FormFailure error={change.error} />
        </Dialog>
      )}
    </>
  )
}
