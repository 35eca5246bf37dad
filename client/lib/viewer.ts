import { createContext, useContext } from 'react'
import type { Person } from '../../shared/contract/person.ts'

/** Who is signed in. Provided by the shell; screens inside it can count on a person. */
export const ViewerContext = createContext<Person | null>(null)

/** The person at the screen. */
export function useViewer(): Person {
  const viewer = useContext(ViewerContext)
  if (viewer === null) throw new Error('useViewer is for screens inside the shell')
  return viewer
}
