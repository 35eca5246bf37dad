import { useState, type ReactElement } from 'react'
import type { Brand } from '../../../shared/contract/brand.ts'
import type { Feed, FeedChange } from '../../../shared/contract/feed.ts'
import type { Source } from '../../../shared/contract/source.ts'
import type { Form } from '../../lib/form.ts'
import { Button } from '../../ui/button.tsx'
import { FormFailure } from '../../ui/form-failure.tsx'
import stack from '../../ui/form-stack.module.css'
import { brandIdOf, FeedFields, type FeedValues } from './feed-fields.tsx'
import styles from './feeds.module.css'
import { CredentialField, SourceFields } from './source-fields.tsx'
import { configOf } from './source-values.ts'

/** What the settings of a feed hold. `credential`: undefined keeps the stored one, null takes it away. */
export type SettingValues = FeedValues & {
  config: Record<string, string>
  credential: string | null | undefined
}

export function settingsOf(feed: Feed): SettingValues {
  return {
    config: feed.config,
    credential: undefined,
    title: feed.title,
    brandId: feed.brandId === null ? '' : String(feed.brandId),
    intervalSeconds: String(feed.intervalSeconds),
  }
}

/** Only what differs is sent: settings that did not change must not make the feed start anew. */
export function changeOf(
  values: SettingValues,
  saved: SettingValues,
  source: Source | undefined,
): FeedChange {
  const config = source === undefined ? values.config : configOf(source, values.config)
  return {
    ...(sameConfig(config, saved.config) ? {} : { config }),
    ...(values.credential !== undefined && values.credential !== '' && { credential: values.credential }),
    ...(values.title !== saved.title && { title: values.title }),
    ...(values.brandId !== saved.brandId && { brandId: brandIdOf(values) }),
    ...(values.intervalSeconds !== saved.intervalSeconds && {
      intervalSeconds: Number(values.intervalSeconds),
    }),
  }
}

const sameConfig = (one: Record<string, string>, two: Record<string, string>): boolean =>
  JSON.stringify(Object.entries(one).toSorted()) === JSON.stringify(Object.entries(two).toSorted())

/** The settings of a feed: those of its source, and what every feed has. */
export function FeedSettings({
  form,
  feed,
  source,
  brands,
}: {
  form: Form<SettingValues>
  feed: Feed
  source: Source
  brands: readonly Brand[]
}): ReactElement {
  const { values, set, problem } = form
  return (
    <form {...form.props} className={stack['stack']}>
      <SourceFields
        source={source}
        config={values.config}
        onChange={(config) => set('config', config)}
        problem={problem}
      />
      {source.credential !== null && (
        <StoredCredential
          credential={source.credential}
          stored={feed.hasCredential}
          value={values.credential}
          onChange={(credential) => set('credential', credential)}
          error={problem('credential')?.message}
        />
      )}
      <FeedFields values={values} onChange={set} problem={problem} brands={brands} streamed={feed.streamed} />
      <FormFailure error={form.failure} />
    </form>
  )
}

function StoredCredential({
  credential,
  stored,
  value,
  onChange,
  error,
}: {
  credential: NonNullable<Source['credential']>
  stored: boolean
  value: SettingValues['credential']
  onChange: (value: SettingValues['credential']) => void
  error: string | undefined
}): ReactElement {
  const [replacing, setReplacing] = useState(false)
  const typing = typeof value === 'string' || replacing || !stored
  if (typing && value !== null)
    return (
      <div className={stack['group']}>
        <CredentialField
          credential={credential}
          value={value ?? ''}
          onChange={(typed) => onChange(typed === '' ? undefined : typed)}
          error={error}
          autoFocus={replacing}
        />
        {stored && (
          <div className={stack['actions']}>
            <Button
              size="small"
              onClick={() => {
                setReplacing(false)
                onChange(undefined)
              }}
            >
              Keep the stored one
            </Button>
          </div>
        )}
      </div>
    )
  return (
    <div className={stack['group']}>
      <p className={styles['label']}>{credential.label}</p>
      <p>
        {value === null
          ? 'It is taken away when you save.'
          : 'One is stored, encrypted. It is never shown again, and forgotten when you change an address above.'}
      </p>
      <div className={stack['actions']}>
        {value === null ? (
          <Button size="small" onClick={() => onChange(undefined)}>
            Keep it
          </Button>
        ) : (
          <>
            <Button size="small" onClick={() => setReplacing(true)}>
              Replace
            </Button>
            {!credential.required && (
              <Button size="small" onClick={() => onChange(null)}>
                Remove
              </Button>
            )}
          </>
        )}
      </div>
    </div>
  )
}
