/** With fewer, a per cent would say more than is known. */
const fewest = 10

/** A part of a whole that is only estimated: "about 8 in 10", "nearly all", "hardly any". No per cent: it is no count. */
export function tenthsText(part: number): string {
  if (part === 0) return 'none'
  if (part >= 0.95) return 'nearly all'
  if (part < 0.05) return 'hardly any'
  return `about ${Math.min(9, Math.max(1, Math.round(part * 10)))} in 10`
}

/** A part that was counted: "84 %", or "3 of 7" where there are few; null where there is none to count. */
export function countedText(part: number, whole: number): string | null {
  if (whole === 0) return null
  if (whole < fewest) return `${part} of ${whole}`
  return percentText(part / whole)
}

/** "84 %"; never "0 %" or "100 %" for what only comes near. */
export function percentText(part: number): string {
  if (part > 0 && part < 0.005) return 'under 1 %'
  if (part < 1 && part >= 0.995) return 'over 99 %'
  return `${Math.round(part * 100)} %`
}
