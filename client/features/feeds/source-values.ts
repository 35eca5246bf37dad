import type { Source } from '../../../shared/contract/source.ts'

/** What a source's form holds at first: the first of its choices, else nothing. */
export function emptyConfig({ fields }: Source): Record<string, string> {
  return Object.fromEntries(fields.map(({ name, choices }) => [name, choices?.[0]?.value ?? '']))
}

/** What is sent: fields that are left empty are left out, so that the source takes its defaults. */
export function configOf(
  { fields }: Source,
  values: Readonly<Record<string, string>>,
): Record<string, string> {
  return Object.fromEntries(
    fields.flatMap(({ name }) => {
      const value = values[name]?.trim() ?? ''
      return value === '' ? [] : [[name, value]]
    }),
  )
}
