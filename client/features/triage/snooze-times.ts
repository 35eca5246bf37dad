/** A choice of when a snoozed mention comes back. */
export type SnoozeChoice = { id: string; label: string; until: Date }

/** Choices that make sense at this moment, on the person's own clock: never one in the past or two at one time. */
export function snoozeChoices(now: Date): SnoozeChoice[] {
  const afternoon = atHour(now, 0, 15)
  const hour = new Date(now.getTime() + 3_600_000)
  const daysToMonday = (8 - now.getDay()) % 7 || 7
  return [
    { id: 'hour', label: 'In one hour', until: hour },
    ...(afternoon.getTime() > hour.getTime()
      ? [{ id: 'afternoon', label: 'This afternoon', until: afternoon }]
      : []),
    { id: 'tomorrow', label: 'Tomorrow', until: atHour(now, 1, 9) },
    ...(daysToMonday === 1 ? [] : [{ id: 'monday', label: 'Monday', until: atHour(now, daysToMonday, 9) }]),
  ]
}

/** A moment as a `datetime-local` field wants it, in local time. */
export function localDateTime(moment: Date): string {
  const two = (part: number): string => String(part).padStart(2, '0')
  const date = `${moment.getFullYear()}-${two(moment.getMonth() + 1)}-${two(moment.getDate())}`
  return `${date}T${two(moment.getHours())}:${two(moment.getMinutes())}`
}

function atHour(now: Date, daysAhead: number, hour: number): Date {
  return new Date(now.getFullYear(), now.getMonth(), now.getDate() + daysAhead, hour)
}
