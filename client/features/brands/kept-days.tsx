import { useQuery, useQueryClient } from '@tanstack/react-query'
import type { ReactElement } from 'react'
import { settingRoutes } from '../../../shared/contract/routes/settings.ts'
import { settingsChange, type Settings } from '../../../shared/contract/setting.ts'
import { call } from '../../lib/api.ts'
import { useForm } from '../../lib/form.ts'
import { queryKeys } from '../../lib/query-keys.ts'
import { Button } from '../../ui/button.tsx'
import { ErrorState } from '../../ui/error-state.tsx'
import { FormFailure } from '../../ui/form-failure.tsx'
import stack from '../../ui/form-stack.module.css'
import { Skeleton } from '../../ui/skeleton.tsx'
import { TextField } from '../../ui/text-field.tsx'
import { showToast } from '../../ui/toast-store.ts'
import styles from './kept-days.module.css'

/** What is set for all brands: how long items are kept that matched nothing. */
export function KeptDays(): ReactElement {
  const settings = useQuery({
    queryKey: queryKeys.settings,
    queryFn: ({ signal }) => call(settingRoutes.settings, { signal }),
  })
  return (
    <section className={styles['settings']} aria-label="Settings">
      <h2 className={styles['title']}>Settings</h2>
      {settings.data !== undefined ? (
        <KeptDaysForm settings={settings.data} />
      ) : settings.isPending ? (
        <Skeleton width="60%" />
      ) : (
        <ErrorState error={settings.error} onRetry={() => void settings.refetch()} />
      )}
    </section>
  )
}

function KeptDaysForm({ settings }: { settings: Settings }): ReactElement {
  const client = useQueryClient()
  const form = useForm({
    saved: { keptDays: String(settings.keptDays) },
    schema: settingsChange,
    toBody: ({ keptDays }) => ({ keptDays: keptDays.trim() === '' ? Number.NaN : Number(keptDays) }),
    send: (body) => call(settingRoutes.changeSettings, { body }),
    onSent: (saved) => {
      client.setQueryData(queryKeys.settings, saved)
      showToast({ words: `What matches nothing is kept for ${daysText(saved.keptDays)}.` })
    },
  })
  return (
    <form {...form.props} className={stack['stack']}>
      <TextField
        label="Keep what matched nothing, in days"
        type="number"
        inputMode="numeric"
        min={1}
        max={60}
        value={form.values.keptDays}
        onChange={(days) => form.set('keptDays', days)}
        onBlur={() => form.leave('keptDays')}
        error={form.problem('keptDays')?.message}
        help="Previews look at these items, and a new brand finds its first mentions among them. With fewer days, older ones are deleted; mentions stay."
      />
      <FormFailure error={form.failure} />
      {form.dirty && (
        <div className={stack['actions']}>
          <Button type="submit" size="small" busy={form.sending}>
            Save
          </Button>
          <Button look="quiet" size="small" onClick={form.reset}>
            Put back
          </Button>
        </div>
      )}
    </form>
  )
}

const daysText = (days: number): string => (days === 1 ? 'one day' : `${days} days`)
