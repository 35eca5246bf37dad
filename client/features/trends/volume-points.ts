import type { Trends } from '../../../shared/contract/trend.ts'
import { bucketText } from './bucket-text.ts'
import { labelNames, labelsInOrder, totalOf } from './labels.ts'
import type { PulseData } from './use-trends.ts'

/** One bucket of the chart; `before` is the volume of the same bucket in the period before. */
export type Point = Trends['series'][number] & { index: number; before: number | undefined }

export function pointsOf({ trends, before }: PulseData): Point[] {
  return trends.series.map((entry, index) => ({ ...entry, index, before: before[index] }))
}

/** "Tue 17 Nov: 42 mentions (18 negative, 20 neutral, 4 positive); before 30". */
export function pointText(point: Point, bucket: Trends['bucket']): string {
  const total = totalOf(point)
  const parts = labelsInOrder
    .filter((label) => point[label] > 0)
    .map((label) => `${point[label]} ${labelNames[label].toLowerCase()}`)
  return [
    `${bucketText(point, bucket)}: ${total === 1 ? '1 mention' : `${total} mentions`}`,
    parts.length > 0 && ` (${parts.join(', ')})`,
    point.before !== undefined && `; before ${point.before}`,
  ]
    .filter(Boolean)
    .join('')
}

/** Where a key leads among the chart's columns; null for keys that are not the chart's. */
export function nextStop(key: string, current: number, count: number): number | null {
  switch (key) {
    case 'ArrowRight':
      return Math.min(current + 1, count - 1)
    case 'ArrowLeft':
      return Math.max(current - 1, 0)
    case 'Home':
      return 0
    case 'End':
      return count - 1
    default:
      return null
  }
}
