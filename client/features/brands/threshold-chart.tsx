import type { ReactElement } from 'react'
import {
  Area,
  CartesianGrid,
  ComposedChart,
  Line,
  ReferenceLine,
  ResponsiveContainer,
  XAxis,
  YAxis,
} from 'recharts'
import type { ThresholdPicture } from '../../../shared/contract/trust.ts'
import styles from './threshold-picture.module.css'
import { dayFigure, meaningText, pointAt } from './threshold-text.ts'

/** Half of a slider's thumb: a threshold stands exactly above the thumb that chooses it. */
const thumb = 8

const frame = { top: 10, right: thumb, bottom: 2, left: thumb }

/** Two lines over all thresholds, and below them how many a day would enter; the chosen threshold is a line through both. */
export function ThresholdChart({
  picture,
  threshold,
}: {
  picture: ThresholdPicture
  threshold: number
}): ReactElement {
  const points = [...picture.points]
  const chosen = pointAt(points, threshold)
  const most = Math.max(0, ...points.map(({ perDay }) => perDay))
  return (
    <div
      className={styles['chart']}
      role="img"
      aria-label={`What each threshold would mean. ${chosen === undefined ? '' : meaningText(threshold, chosen)} The table has all figures.`}
    >
      <div className={styles['plot']}>
        <ResponsiveContainer width="100%" height="100%">
          <ComposedChart data={points} margin={frame} accessibilityLayer={false}>
            <CartesianGrid vertical={false} stroke="var(--line)" />
            <XAxis dataKey="threshold" type="number" domain={[-1, 1]} hide />
            <YAxis
              domain={[0, 1]}
              ticks={[0, 0.5, 1]}
              tickFormatter={(part: number) => `${part * 100}\u00a0%`}
              tick={{ dy: -8 }}
              tickLine={false}
              axisLine={false}
              width={1}
              mirror
            />
            <Line
              dataKey="precision"
              className={styles['rightLine'] ?? ''}
              dot={false}
              activeDot={false}
              isAnimationActive={false}
              label={nameAt(points, 'precision', 'queued rightly', styles['right'])}
            />
            <Line
              dataKey="recall"
              className={styles['caughtLine'] ?? ''}
              dot={false}
              activeDot={false}
              isAnimationActive={false}
              label={nameAt(points, 'recall', 'complaints caught', styles['caught'])}
            />
            <ReferenceLine x={threshold} className={styles['chosen'] ?? ''} />
          </ComposedChart>
        </ResponsiveContainer>
      </div>
      {most > 0 && (
        <>
          <p className={styles['name']}>mentions a day, up to {dayFigure(most)}</p>
          <div className={styles['plot']} data-small>
            <ResponsiveContainer width="100%" height="100%">
              <ComposedChart data={points} margin={frame} accessibilityLayer={false}>
                <XAxis dataKey="threshold" type="number" domain={[-1, 1]} hide />
                <YAxis domain={[0, most]} hide width={0} />
                <Area
                  dataKey="perDay"
                  className={styles['volume'] ?? ''}
                  stroke="currentColor"
                  fill="currentColor"
                  fillOpacity={0.18}
                  isAnimationActive={false}
                  activeDot={false}
                />
                <ReferenceLine x={threshold} className={styles['chosen'] ?? ''} />
              </ComposedChart>
            </ResponsiveContainer>
          </div>
        </>
      )}
    </div>
  )
}

type LabelAt = {
  index?: number | undefined
  x?: number | string | undefined
  y?: number | string | undefined
}

/** Names a line at its end: above it where it is the upper one there, else below it. */
function nameAt(
  points: ThresholdPicture['points'],
  of: 'precision' | 'recall',
  name: string,
  className: string | undefined,
) {
  const last = points.findLastIndex((point) => point[of] !== null)
  const end = points[last]
  const other = end?.[of === 'recall' ? 'precision' : 'recall'] ?? 0
  const away = (end?.[of] ?? 0) >= other ? -8 : 18
  return function label({ index, x, y }: LabelAt): ReactElement {
    if (index !== last) return <g />
    return (
      <text x={x} y={Number(y) + away} textAnchor="end" className={className}>
        {name}
      </text>
    )
  }
}
