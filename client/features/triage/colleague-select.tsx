import { useQuery } from '@tanstack/react-query'
import type { ReactElement } from 'react'
import { problemText } from '../../lib/problem-text.ts'
import { colleaguesQuery } from '../../lib/queries/colleagues.ts'
import { useViewer } from '../../lib/viewer.ts'
import { Select } from '../../ui/select.tsx'

/** Chooses a colleague; the person at the screen is among them only `withSelf`. */
export function ColleagueSelect({
  label,
  value,
  onChange,
  error,
  withSelf = false,
}: {
  label: string
  value: number | null
  onChange: (id: number | null) => void
  error?: string | undefined
  withSelf?: boolean
}): ReactElement {
  const viewer = useViewer()
  const colleagues = useQuery(colleaguesQuery)
  const people = (colleagues.data ?? []).filter((person) => withSelf || person.id !== viewer.id)
  const failed = colleagues.isError ? problemText(colleagues.error) : undefined
  return (
    <Select
      label={label}
      value={String(value ?? '')}
      onChange={(chosen) => onChange(chosen === '' ? null : Number(chosen))}
      error={error ?? failed}
      help={
        colleagues.isSuccess && people.length === 0
          ? 'There is nobody else yet. An admin can add people.'
          : undefined
      }
      options={[
        { value: '', label: colleagues.isPending ? 'Loading…' : 'Choose a person' },
        ...people.map((person) => ({
          value: String(person.id),
          label: person.id === viewer.id ? `${person.name} (you)` : person.name,
        })),
      ]}
    />
  )
}
