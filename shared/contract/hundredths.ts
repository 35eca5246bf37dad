/**
 * A number as it is kept: to the hundredth, which is finer than anybody means it and nothing that PostgreSQL's `real`
 * would refuse (1e-50) or give back otherwise.
 */
export const toHundredths = (value: number): number => Math.round(value * 100) / 100 + 0
