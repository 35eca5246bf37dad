import { isUniqueViolation } from '../../database/violations.ts'
import { Problem } from '../../runtime/problem.ts'

/** Runs a write that may collide with the name of another label of the brand. @throws Problem name_taken */
export async function refuseTakenName<Result>(name: string, write: () => Promise<Result>): Promise<Result> {
  try {
    return await write()
  } catch (error) {
    if (!isUniqueViolation(error, 'label_name')) throw error
    throw new Problem('name_taken', `This brand has a label called “${name}” already.`, {
      fields: [{ path: 'name', message: 'Another label has this name.' }],
      cause: error,
    })
  }
}
