import type pg from 'pg'
import { Problem } from '../../runtime/problem.ts'

/** Runs a write that may collide with another brand's name. @throws Problem name_taken */
export async function refuseTakenName<Result>(name: string, write: () => Promise<Result>): Promise<Result> {
  try {
    return await write()
  } catch (error) {
    if ((error as pg.DatabaseError).constraint !== 'brand_name') throw error
    throw new Problem('name_taken', `There is a brand called “${name}” already.`, {
      fields: [{ path: 'name', message: 'Another brand has this name.' }],
      cause: error,
    })
  }
}
