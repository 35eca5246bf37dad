import { useRouter } from '@tanstack/react-router'
import { useId, useRef, useState, type KeyboardEvent, type ReactElement } from 'react'
import { Area, Bar, CartesianGrid, ComposedChart, Line, ResponsiveContainer, XAxis, YAxis } from 'recharts'
import type { Behind } from './behind.tsx'
import { axisText } from './bucket-text.ts'
import { LabelPatterns } from './label-patterns.tsx'
import { labelsInOrder } from './labels.ts'
import type { PulseData } from './use-trends.ts'
import styles from './volume-chart.module.css'
import { nextStop, pointsOf, pointText } from './volume-points.ts'
import { columnShape, segmentShape, type ShapeContext } from './volume-shapes.tsx'

/** With more bars than these, the ghost's outline would be noise over them. */
const mostOutlined = 45

/**
 * Stacked bars by label, and the period before as a pale ghost behind them. Each column is a link to its mentions and
 * each part of a bar to its own; arrow keys move along the columns.
 */
export function VolumeChart({ data, behind }: { data: PulseData; behind: Behind }): ReactElement {
  const patterns = useId()
  const router = useRouter()
  const plot = useRef<HTMLDivElement>(null)
  const [pointed, setPointed] = useState<number | null>(null)
  const [chosen, setChosen] = useState<number | null>(null)
  const { bucket } = data.trends
  const points = pointsOf(data)
  const stop = Math.min(chosen ?? points.length - 1, points.length - 1)
  const shown = pointed === null ? undefined : points[pointed]
  const context: ShapeContext = {
    router,
    behind,
    bucket,
    patterns,
    pointed,
    stop,
    point: setPointed,
    focus: (index) => {
      setChosen(index)
      setPointed(index)
    },
  }

  const onKeyDown = (event: KeyboardEvent): void => {
    const next = nextStop(event.key, stop, points.length)
    if (next === null) return
    event.preventDefault()
    plot.current?.querySelector<SVGAElement>(`[data-column="${next}"]`)?.focus()
  }

  return (
    <>
      <p className={styles['readout']} aria-hidden="true">
        {shown === undefined ? (
          <span className={styles['hint']}>Point at a bar, or reach it with the arrow keys, to read it.</span>
        ) : (
          pointText(shown, bucket)
        )}
      </p>
      <div
        ref={plot}
        className={styles['plot']}
        role="group"
        aria-label="Mentions over time. Arrow keys move along the bars, Enter opens the mentions of one."
        onKeyDown={onKeyDown}
        onPointerLeave={() => setPointed(null)}
      >
        <ResponsiveContainer width="100%" height="100%">
          <ComposedChart
            data={points}
            margin={{ top: 8, right: 4, bottom: 0, left: 0 }}
            barCategoryGap={points.length > 60 ? '12%' : '22%'}
            accessibilityLayer={false}
          >
            <LabelPatterns id={patterns} />
            <CartesianGrid vertical={false} stroke="var(--line)" />
            <XAxis
              dataKey="start"
              tickFormatter={(start: string) => axisText(start, bucket)}
              tickLine={false}
              axisLine={false}
              minTickGap={28}
              tickMargin={8}
            />
            <YAxis allowDecimals={false} tickLine={false} axisLine={false} width={36} tickMargin={6} />
            <Area
              dataKey="before"
              type="step"
              className={styles['ghost'] ?? ''}
              stroke="none"
              isAnimationActive={false}
              activeDot={false}
            />
            {labelsInOrder.map((label, order) => (
              <Bar
                key={label}
                dataKey={label}
                stackId="mood"
                isAnimationActive={false}
                shape={segmentShape(context, label)}
                {...(order === 0 && { background: columnShape(context) })}
              />
            ))}
            {points.length <= mostOutlined && (
              <Line
                dataKey="before"
                type="step"
                className={styles['ghostLine'] ?? ''}
                dot={false}
                activeDot={false}
                isAnimationActive={false}
              />
            )}
          </ComposedChart>
        </ResponsiveContainer>
      </div>
    </>
  )
}
