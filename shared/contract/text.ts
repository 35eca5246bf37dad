import { z } from 'zod'

const longestAddress = 2000

/**
 * Text that people write, as it is kept: without spaces around it, and well-formed, so that half a character (a lone
 * surrogate, which neither UTF-8 nor PostgreSQL's JSON can hold) becomes � the same way everywhere.
 */
export const text = (max: number) => kept(max, (value) => value.toWellFormed())

/** The same on one line: line breaks, tabs and several spaces, as they come with what is pasted, are one space. */
export const line = (max: number) =>
  kept(max, (value) => value.toWellFormed().replaceAll(/[\s\u{85}]+/gu, ' '))

const kept = (max: number, clean: (value: string) => string) =>
  z
    .string()
    .overwrite(clean)
    .trim()
    .max(max, `Use at most ${max.toLocaleString('en')} characters.`)

/** A web address. It is measured as it is kept, where letters beyond ASCII are longer. */
export const webAddress = (error: string) =>
  z
    // Browsers take a space in a name for %20, so that two words would be a site.
    .url({ protocol: /^https?$/, hostname: /^[^\s%]+$/, error, abort: true })
    .overwrite((value) => value.toWellFormed())
    .max(longestAddress, 'Use at most 2,000 characters.')
    .refine((value) => new URL(value).href.length <= longestAddress, {
      error: 'Use at most 2,000 characters, counted as the address is sent: é becomes %C3%A9.',
    })
