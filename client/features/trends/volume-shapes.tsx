import type { AnyRouter } from '@tanstack/react-router'
import type { MouseEvent, ReactElement } from 'react'
import type { BarShapeProps } from 'recharts'
import type { Trends } from '../../../shared/contract/trend.ts'
import type { Behind } from './behind.tsx'
import fills from './label-fill.module.css'
import { patternOf } from './label-patterns.tsx'
import { totalOf, type Label } from './labels.ts'
import { pointText, type Point } from './volume-points.ts'
import styles from './volume-chart.module.css'

/** What the shapes of the chart share. */
export type ShapeContext = {
  router: AnyRouter
  behind: Behind
  bucket: Trends['bucket']
  patterns: string
  /** The column under the pointer or focus. */
  pointed: number | null
  /** The one column that Tab reaches. */
  stop: number
  point: (index: number | null) => void
  focus: (index: number) => void
}

/** A column over the whole height, behind its bar: it opens all of the bucket's mentions, if there are any. */
export function columnShape(context: ShapeContext) {
  return function column({ index, payload, x, y, width, height }: BarShapeProps): ReactElement {
    const point = payload as Point
    const words = pointText(point, context.bucket)
    const shared = {
      className: styles['column'],
      'data-active': context.pointed === index || undefined,
      'data-column': index,
      tabIndex: index === context.stop ? 0 : -1,
      onFocus: () => context.focus(index),
      onBlur: () => context.point(null),
    }
    const area = <rect x={x} y={y} width={width} height={height} rx={3} />
    return totalOf(point) === 0 ? (
      <g {...shared} role="img" aria-label={words} onPointerEnter={() => context.point(index)}>
        {area}
      </g>
    ) : (
      <a {...shared} {...linkTo(context, point)} aria-label={`${words}. Open these mentions`}>
        {area}
      </a>
    )
  }
}

/** The part of a bar that has one label; for the pointer only, since the table has the same by keyboard. */
export function segmentShape(context: ShapeContext, label: Label) {
  return function segment({ x, y, width, height, payload }: BarShapeProps): ReactElement {
    if (height <= 0) return <g />
    const box = { x, y, width, height: height > 3 ? height - 1 : height, rx: Math.min(2, height / 2) }
    return (
      <a {...linkTo(context, payload as Point, label)} tabIndex={-1} aria-hidden="true">
        <rect {...box} className={fills[label]} />
        <rect {...box} fill={patternOf(label, context.patterns)} />
      </a>
    )
  }
}

/** A real address, so that it can be opened in a new tab; a plain click stays in the page. */
function linkTo({ router, behind, point: setPointed }: ShapeContext, point: Point, label?: Label) {
  const search: Behind = {
    ...behind,
    from: point.start,
    to: point.end,
    ...(label !== undefined && { label }),
  }
  return {
    href: router.buildLocation({ to: '/queue', search }).href,
    onClick: (event: MouseEvent): void => {
      if (event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return
      event.preventDefault()
      void router.navigate({ to: '/queue', search })
    },
    onPointerEnter: () => setPointed(point.index),
  }
}
