import { titleSaysMore } from '../../shared/contract/headline.ts'

/**
 * A mention's title, when it says something that the text does not.
 * @returns null when the text begins with it.
 */
export function headlineOf(title: string, text: string): string | null {
  return titleSaysMore(title, text) ? title : null
}
