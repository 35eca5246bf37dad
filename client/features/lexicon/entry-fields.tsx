import type { ReactElement } from 'react'
import type { FieldProblem } from '../../../shared/contract/problems.ts'
import { TextField } from '../../ui/text-field.tsx'
import { WeightSlider } from './weight-slider.tsx'

/** The word and how it counts, the same for a new entry and one that is changed. */
export function EntryFields({
  phrase,
  weight,
  onPhrase,
  onWeight,
  onLeave,
  problem,
}: {
  phrase: string
  weight: number
  onPhrase: (phrase: string) => void
  onWeight: (weight: number) => void
  /** The word was typed, and its field is left. */
  onLeave: () => void
  problem: (field: 'phrase' | 'weight') => FieldProblem | undefined
}): ReactElement {
  return (
    <>
      <TextField
        label="Word or phrase"
        help={
          <>
            Small and capital letters make no difference, unless it begins with =: <code>=Crash</code> is only
            “Crash”.
          </>
        }
        value={phrase}
        onChange={onPhrase}
        onBlur={() => phrase !== '' && onLeave()}
        error={problem('phrase')?.message}
        autoComplete="off"
        autoCapitalize="off"
      />
      <WeightSlider weight={weight} onChange={onWeight} error={problem('weight')?.message} />
    </>
  )
}
