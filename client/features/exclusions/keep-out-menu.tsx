import type { ReactElement } from 'react'
import { Button } from '../../ui/button.tsx'
import { Menu, type MenuItemSpec } from '../../ui/menu.tsx'
import { authorExclusion, siteExclusion, type ExcludeBy, type Excluded } from './proposed-text.ts'

/** Ways to keep posts like the open one out from now on. What is not known of it is not offered. */
export function KeepOutMenu({
  post,
  open,
  onOpenChange,
  onChoose,
}: {
  post: Pick<Excluded, 'author' | 'url'>
  open: boolean
  onOpenChange: (open: boolean) => void
  onChoose: (by: ExcludeBy) => void
}): ReactElement {
  const items: MenuItemSpec[] = [
    {
      id: 'words',
      label: 'Not about us…',
      detail: 'by words of the post',
      onAction: () => onChoose('words'),
    },
    ...(authorExclusion(post) === null
      ? []
      : [
          {
            id: 'author',
            label: 'Mute this author…',
            detail: post.author ?? '',
            onAction: () => onChoose('author'),
          },
        ]),
    ...(siteExclusion(post) === null
      ? []
      : [
          {
            id: 'site',
            label: 'Mute this site…',
            detail: siteExclusion(post)?.slice('site:'.length) ?? '',
            onAction: () => onChoose('site'),
          },
        ]),
  ]
  return (
    <Menu
      label="Keep posts like this out"
      items={items}
      open={open}
      onOpenChange={onOpenChange}
      trigger={(props) => (
        <Button look="quiet" size="small" icon="aside" keys="m" {...props}>
          Keep out
        </Button>
      )}
    />
  )
}
