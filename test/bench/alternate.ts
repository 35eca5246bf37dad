/** What each round measured, and what ours was as a part of theirs. */
export type Compared = { ours: number[]; theirs: number[]; ratios: number[] }

export const warmUps = 2

/**
 * Measures two things by turns, so that whatever else the machine does falls on both; who begins changes with every
 * round. Before that each runs `warmUps` times unmeasured, until what is used often is compiled.
 */
export async function alternate(
  rounds: number,
  ours: () => Promise<number>,
  theirs: () => Promise<number>,
): Promise<Compared> {
  for (let round = 0; round < warmUps; round += 1) {
    await ours()
    await theirs()
  }
  const compared: Compared = { ours: [], theirs: [], ratios: [] }
  for (let round = 0; round < rounds; round += 1) {
    const first = round % 2 === 0
    const early = await (first ? ours() : theirs())
    const late = await (first ? theirs() : ours())
    const [our, their] = first ? [early, late] : [late, early]
    compared.ours.push(our)
    compared.theirs.push(their)
    compared.ratios.push(our / their)
  }
  return compared
}
