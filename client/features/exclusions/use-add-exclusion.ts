import { useMutation, useQueryClient, type UseMutationResult } from '@tanstack/react-query'
import type { Exclusion } from '../../../shared/contract/exclusion.ts'
import { exclusionRoutes } from '../../../shared/contract/routes/exclusions.ts'
import { call } from '../../lib/api.ts'
import { problemText } from '../../lib/problem-text.ts'
import { queryKeys } from '../../lib/query-keys.ts'
import { showToast } from '../../ui/toast-store.ts'

const undoSeconds = 10

/**
 * Proposes an exclusion, or decides it at once; says what became of it.
 * @param decides whether the person may change brands.
 */
export function useAddExclusion(
  decides: boolean,
  onAdded: (exclusion: Exclusion) => void,
): UseMutationResult<Exclusion, Error, { brandId: number; text: string }> {
  const client = useQueryClient()
  const refresh = (): Promise<void> => client.invalidateQueries({ queryKey: queryKeys.exclusions })
  const end = async ({ id }: Exclusion): Promise<void> => {
    try {
      await call(exclusionRoutes.changeExclusion, {
        params: { id },
        body: { state: 'ended', bringBack: true },
      })
      await refresh()
      showToast({ words: 'Ended. What it had set aside is brought back.' })
    } catch (error) {
      showToast({ words: problemText(error), tone: 'problem' })
    }
  }
  return useMutation({
    mutationFn: ({ brandId, text }) =>
      call(exclusionRoutes.addExclusion, {
        body: { brandId, text: text.trim(), ...(decides && { active: true }) },
      }),
    onSuccess: async (exclusion) => {
      await refresh()
      if (decides)
        showToast({
          words: `Set aside from now on: ${exclusion.text}`,
          seconds: undoSeconds,
          action: { label: 'Undo', onAction: () => void end(exclusion) },
        })
      else
        showToast({
          words:
            exclusion.state === 'active'
              ? 'This is set aside already.'
              : 'Proposed. An admin decides; until then nothing changes.',
        })
      onAdded(exclusion)
    },
  })
}
