/** A score with its sign: −0.62, +0.44, 0.00; with a true minus, and no sign where it rounds to nothing. */
export function signed(value: number): string {
  const digits = Math.abs(value).toFixed(2)
  if (Number(digits) === 0) return digits
  return `${value < 0 ? '−' : '+'}${digits}`
}
