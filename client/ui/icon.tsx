import type { ReactElement } from 'react'

/** Each icon's strokes on a 20 × 20 grid, drawn with one pen. */
const strokes = {
  inbox: 'M3.5 11.5 5.6 4.6h8.8l2.1 6.9v4H3.5zM3.5 11.5h3.7l1 2h3.6l1-2h3.7',
  person: 'M10 9.6a3 3 0 1 0 0-6 3 3 0 0 0 0 6zM4 16.6c.6-2.9 3-4.5 6-4.5s5.4 1.6 6 4.5',
  people:
    'M7.6 9.4a2.7 2.7 0 1 0 0-5.4 2.7 2.7 0 0 0 0 5.4zM2.4 16c.5-2.7 2.6-4.1 5.2-4.1s4.7 1.4 5.2 4.1M12.9 4.3a2.6 2.6 0 0 1 0 4.9M14.6 12.2c1.6.5 2.7 1.8 3 3.8',
  clock: 'M10 17a7 7 0 1 0 0-14 7 7 0 0 0 0 14zM10 6.2V10l2.6 1.6',
  check: 'm4.5 10.6 3.6 3.6 7.4-8.4',
  dismiss: 'M10 17a7 7 0 1 0 0-14 7 7 0 0 0 0 14zM5.2 14.8l9.6-9.6',
  stream: 'M3.5 5.5h13M3.5 10h13M3.5 14.5h8',
  pulse: 'M2.5 10.5h3.3l2-5.5 3.6 10 2.2-4.5h3.9',
  setup:
    'M3.5 6.5h6M13.5 6.5h3M3.5 13.5h3M10.5 13.5h6M11.5 8.5a2 2 0 1 0 0-4 2 2 0 0 0 0 4zM8.5 15.5a2 2 0 1 0 0-4 2 2 0 0 0 0 4z',
  claim: 'M10 3v9.2M6.2 8.6 10 12.4l3.8-3.8M4 16.5h12',
  release: 'M10 12.4V3.2M6.2 6.9 10 3.1l3.8 3.8M4 16.5h12',
  assign:
    'M8.5 9.6a3 3 0 1 0 0-6 3 3 0 0 0 0 6zM2.8 16.6c.6-2.9 2.9-4.5 5.7-4.5 1.2 0 2.3.3 3.2.8M14.5 12.4v4.6M12.2 14.7h4.6',
  handOff: 'M3 7h11.5M11.4 3.9 14.5 7l-3.1 3.1M17 13H5.5M8.6 9.9 5.5 13l3.1 3.1',
  aside: 'M3.8 3.8h12.4v4.4H3.8zM5 8.2v8h10v-8M8 11.6h4',
  reply: 'M8 5 3.5 9.2 8 13.4M3.8 9.2h6.7c3.4 0 5.6 2.1 6 5.8',
  note: 'M4 3.8h12v8.4l-4 4H4zM12 16v-3.8h4M7 7.4h6M7 10.4h3.4',
  reopen: 'M4 5v4h4M4.4 9A6.3 6.3 0 1 1 4 12.4',
  undo: 'M7.4 4.5 3.8 8l3.6 3.5M4.2 8h7.3a4.3 4.3 0 0 1 0 8.6H8.3',
  queue: 'M3.5 5.5h9M3.5 10h6M3.5 14.5h6M14.5 9v7M11 12.5h7',
  open: 'M11.5 3.8h4.7v4.7M16 4 9.4 10.6M13.8 11.6v4.6h-10v-10h4.6',
  copy: 'M7 7V3.8h9.2V13H13M3.8 7H13v9.2H3.8z',
  search: 'M9 14.5a5.5 5.5 0 1 0 0-11 5.5 5.5 0 0 0 0 11zM13 13l4 4',
  filter: 'M3.5 5.5h13M6 10h8M8.5 14.5h3',
  keyboard: 'M2.8 5.5h14.4v9H2.8zM5.6 8.4h.1M8.5 8.4h.1M11.4 8.4h.1M14.3 8.4h.1M6.8 11.6h6.4',
  close: 'm5 5 10 10M15 5 5 15',
  down: 'm5.5 8 4.5 4.5L14.5 8',
  up: 'm5.5 12 4.5-4.5 4.5 4.5',
  left: 'M12 5.5 7.5 10l4.5 4.5',
  right: 'm8 5.5 4.5 4.5L8 14.5',
  eye: 'M2.5 10c1.7-3.1 4.3-4.8 7.5-4.8s5.8 1.7 7.5 4.8c-1.7 3.1-4.3 4.8-7.5 4.8S4.2 13.1 2.5 10zM10 12.2a2.2 2.2 0 1 0 0-4.4 2.2 2.2 0 0 0 0 4.4z',
  places: 'M7 13.2a4.6 4.6 0 1 0 0-9.2 4.6 4.6 0 0 0 0 9.2zM13 16a4.6 4.6 0 0 0 1.8-8.8M2.6 8.6h8.8',
  story: 'M6.8 6.8h9.4v9.4H6.8zM3.8 13.2V3.8h9.4',
  mood: 'M10 17a7 7 0 1 0 0-14 7 7 0 0 0 0 14zM7.5 8.1v.1M12.5 8.1v.1M7.2 12.6h5.6',
  unread: 'M10 17a7 7 0 1 0 0-14 7 7 0 0 0 0 14zM8 8a2 2 0 1 1 3 1.7c-.7.4-1 .8-1 1.5M10 13.7v.1',
  plus: 'M10 4v12M4 10h12',
  trash: 'M4 5.8h12M8 5.6V3.8h4v1.8M5.4 6l.7 10.2h7.8L14.6 6M8.4 8.8v4.6M11.6 8.8v4.6',
  refresh: 'M16 5v4h-4M15.6 9A6 6 0 1 0 16 11.6',
  alert: 'M10 3.4 17.2 16H2.8zM10 8.2v3.4M10 13.7v.1',
  info: 'M10 17a7 7 0 1 0 0-14 7 7 0 0 0 0 14zM10 9.2v4.2M10 6.7v.1',
  offline:
    'M3 3l14 14M2.8 8.2a10.4 10.4 0 0 1 3-1.9M9.4 5a10.5 10.5 0 0 1 7.8 3.2M5.4 11.2a6.7 6.7 0 0 1 2.7-1.5M12.7 10a6.6 6.6 0 0 1 1.9 1.2M10 15v.1',
  more: 'M5 10h.1M10 10h.1M15 10h.1',
  feed: 'M4.5 15.5h.1M4 10.3a5.7 5.7 0 0 1 5.7 5.7M4 5.2A10.8 10.8 0 0 1 14.8 16',
  words:
    'M2.8 14.8 6.2 5.2l3.4 9.6M3.9 11.7h4.6M17.2 9.6v5.2M17.2 12.2a2.6 2.6 0 1 1-5.2 0 2.6 2.6 0 0 1 5.2 0z',
  label: 'M5.5 3.8h9v12.6L10 13.2l-4.5 3.2z',
  review: 'M3.5 5.5h9M3.5 10h5.5M3.5 14.5h4M10.4 12.8l2.3 2.3 4.3-5',
  brand: 'M3.8 3.8h6l6.4 6.4-6 6-6.4-6.4zM7.1 7.1h.1',
  leave: 'M8 3.8H3.8v12.4H8M12.2 6.4 15.8 10l-3.6 3.6M15.6 10H7.6',
  sun: 'M10 13.4a3.4 3.4 0 1 0 0-6.8 3.4 3.4 0 0 0 0 6.8zM10 2.4v1.4M10 16.2v1.4M2.4 10h1.4M16.2 10h1.4M4.6 4.6l1 1M14.4 14.4l1 1M15.4 4.6l-1 1M5.6 14.4l-1 1',
  moon: 'M16 11.6A6.6 6.6 0 0 1 8.4 4a6.4 6.4 0 1 0 7.6 7.6z',
  contrast: 'M10 17a7 7 0 1 0 0-14 7 7 0 0 0 0 14zM10 3v14M12 5.2v9.6M14 6.6v6.8',
} as const

export type IconName = keyof typeof strokes

/** An icon beside words; give it a `label` only where it stands alone. */
export function Icon({
  name,
  label,
  size = 20,
}: {
  name: IconName
  label?: string
  size?: number
}): ReactElement {
  return (
    <svg
      viewBox="0 0 20 20"
      width={size}
      height={size}
      fill="none"
      stroke="currentColor"
      strokeWidth={1.6}
      strokeLinecap="round"
      strokeLinejoin="round"
      role={label === undefined ? undefined : 'img'}
      aria-label={label}
      aria-hidden={label === undefined}
    >
      <path d={strokes[name]} />
    </svg>
  )
}
