import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState, type DragEvent, type ReactElement } from 'react'
import { opmlImport, type OpmlImported } from '../../../shared/contract/feed.ts'
import { feedRoutes } from '../../../shared/contract/routes/feeds.ts'
import { call } from '../../lib/api.ts'
import { problemText } from '../../lib/problem-text.ts'
import { queryKeys } from '../../lib/query-keys.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Notice } from '../../ui/notice.tsx'
import { TextArea } from '../../ui/text-area.tsx'
import styles from './opml.module.css'

const patienceMs = 60_000

/** Brings the feeds of another program: a file chosen or dropped, or its text pasted. */
export function OpmlImport({ onClose }: { onClose: () => void }): ReactElement {
  const client = useQueryClient()
  const [pasted, setPasted] = useState('')
  const [over, setOver] = useState(false)
  const [wrong, setWrong] = useState<string | null>(null)
  const take = useMutation({
    mutationFn: (opml: string) => call(feedRoutes.importOpml, { body: { opml }, patienceMs }),
    onSuccess: () => client.invalidateQueries({ queryKey: queryKeys.feeds }),
    onError: (error) => setWrong(problemText(error)),
  })

  const send = (opml: string): void => {
    const parsed = opmlImport.safeParse({ opml })
    if (!parsed.success)
      return setWrong(
        opml === ''
          ? 'Choose an OPML file.'
          : 'This is too long. Import it in parts of 1,000,000 characters.',
      )
    setWrong(null)
    take.mutate(parsed.data.opml)
  }
  const read = async (file: File | undefined): Promise<void> => {
    if (file === undefined || take.isPending) return
    try {
      send(await file.text())
    } catch {
      setWrong('The file could not be read.')
    }
  }
  const drop = (event: DragEvent): void => {
    event.preventDefault()
    setOver(false)
    void read(event.dataTransfer.files[0])
  }

  if (take.data !== undefined)
    return (
      <Dialog
        title="Imported"
        onClose={onClose}
        footer={
          <Button look="primary" onClick={onClose}>
            Show the feeds
          </Button>
        }
      >
        <Imported result={take.data} />
      </Dialog>
    )
  return (
    <Dialog
      title="Import OPML"
      onClose={onClose}
      onSubmit={() => send(pasted.trim())}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" look="primary" busy={take.isPending} disabled={pasted.trim() === ''}>
            Import what is pasted
          </Button>
        </>
      }
    >
      <div className={styles['ways']}>
        <p>
          Feed readers and other listening tools export their feeds as an OPML file. What is listened to
          already stays as it is.
        </p>
        <label
          className={styles['drop']}
          data-over={over || undefined}
          onDragOver={(event) => {
            event.preventDefault()
            setOver(true)
          }}
          onDragLeave={() => setOver(false)}
          onDrop={drop}
        >
          <span>{take.isPending ? 'The feeds are being added …' : 'Choose a file, or drop it here'}</span>
          <input
            type="file"
            accept=".opml,.xml,text/x-opml,text/xml,application/xml"
            disabled={take.isPending}
            onChange={(event) => void read(event.target.files?.[0])}
          />
        </label>
        <TextArea
          label="Or paste its text"
          rows={4}
          spellCheck={false}
          value={pasted}
          onChange={(text) => {
            setPasted(text)
            setWrong(null)
          }}
        />
        {wrong !== null && <Notice tone="problem">{wrong}</Notice>}
      </div>
    </Dialog>
  )
}

function Imported({ result: { added, known, refused } }: { result: OpmlImported }): ReactElement {
  const feeds = (count: number): string => (count === 1 ? '1 feed' : `${count.toLocaleString('en')} feeds`)
  return (
    <div className={styles['ways']}>
      <p role="status">
        <strong>{added === 0 ? 'No feed is new.' : `${feeds(added)} added.`}</strong>
        {known > 0 && ` ${feeds(known)} ${known === 1 ? 'was' : 'were'} listened to already.`}
        {added > 0 && ' They are checked now, one after the other.'}
      </p>
      {refused.length > 0 && (
        <>
          <p>{refused.length === 1 ? 'One could not be added:' : `${refused.length} could not be added:`}</p>
          <ul className={styles['refused']} aria-label="Not added">
            {refused.map(({ url, reason }, index) => (
              <li key={`${index} ${url}`}>
                <span className={styles['address']}>{url}</span>
                <span className={styles['reason']}>{reason}</span>
              </li>
            ))}
          </ul>
        </>
      )}
    </div>
  )
}
