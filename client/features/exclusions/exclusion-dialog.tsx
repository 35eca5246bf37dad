import { useMemo, useState, type ReactElement } from 'react'
import { can } from '../../../shared/contract/rights.ts'
import { isProblem } from '../../lib/problem-error.ts'
import { useViewer } from '../../lib/viewer.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { FormFailure } from '../../ui/form-failure.tsx'
import { QueryField } from '../../ui/query-field.tsx'
import { ExclusionPreviewPanel } from './exclusion-preview.tsx'
import {
  authorExclusion,
  postWords,
  siteExclusion,
  wordsExclusion,
  type ExcludeBy,
  type Excluded,
  type PostWord,
} from './proposed-text.ts'
import { useAddExclusion } from './use-add-exclusion.ts'
import { useExclusionPreview } from './use-exclusion-preview.ts'
import { WordChooser } from './word-chooser.tsx'

const titles: Record<ExcludeBy, string> = {
  words: 'Keep posts like this out',
  author: 'Mute this author',
  site: 'Mute this site',
}

/** Proposes what a brand does not want to hear, showing what it would have hidden before anything is decided. */
export function ExclusionDialog({
  brand,
  post,
  by,
  onClose,
}: {
  brand: { id: number; name: string }
  post: Excluded
  by: ExcludeBy
  onClose: () => void
}): ReactElement {
  const decides = can(useViewer(), 'brand:write')
  const words = useMemo(() => postWords(post), [post])
  const [chosen, setChosen] = useState<readonly PostWord[]>([])
  const [text, setText] = useState(() =>
    by === 'author' ? (authorExclusion(post) ?? '') : by === 'site' ? (siteExclusion(post) ?? '') : '',
  )
  const state = useExclusionPreview(brand.id, text)
  const add = useAddExclusion(decides, onClose)
  const unreadable = isProblem(add.error, 'invalid_query')
    ? add.error.fields.find(({ path }) => path === 'text')
    : undefined
  const ready = text.trim() !== '' && state.problem === undefined && state.error === null

  return (
    <Dialog
      title={titles[by]}
      wide
      onClose={onClose}
      onSubmit={() => {
        if (ready && !add.isPending) add.mutate({ brandId: brand.id, text })
      }}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button look="primary" type="submit" busy={add.isPending} aria-disabled={!ready}>
            {decides ? 'Set aside from now on' : 'Propose to an admin'}
          </Button>
        </>
      }
    >
      {by === 'words' && words.length > 0 && (
        <WordChooser
          words={words}
          chosen={chosen}
          onChange={(next) => {
            setChosen(next)
            setText(wordsExclusion(next))
          }}
        />
      )}
      <QueryField
        label={`Set aside what is heard for ${brand.name} and matches`}
        value={text}
        onChange={(next) => {
          setText(next)
          add.reset()
        }}
        problem={state.problem ?? unreadable}
      />
      <ExclusionPreviewPanel state={state} />
      {unreadable === undefined && <FormFailure error={add.error} />}
    </Dialog>
  )
}
