/** In how many places one post was heard. */
export function seenText(sightings: number): string {
  return `seen in ${sightings.toLocaleString('en')} places`
}

/** How many others tell the same. */
export function alikeText(others: number): string {
  return `${others.toLocaleString('en')} alike`
}
