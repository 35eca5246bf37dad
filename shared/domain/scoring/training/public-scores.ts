import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { bandCount, bandOf, stepOf } from '../../thresholds/bands.ts'
import { createScorer } from '../create-scorer.ts'
import { readTexts } from './labelled-text.ts'

/** An open set that trained no weights, and whose licence lets its figures ship. */
const set = 'goemotions_dev'
const credit =
  'GoEmotions (Demszky et al., 2020, google-research), CC BY 4.0: comments and labels, grouped to three labels'

/**
 * Writes how many public texts of each score are negative, as today's weights score them: what thresholds mean is first
 * told from these. `folder` as in `readOpenSets`. @returns a line that says so.
 */
export function writePublicScores(folder: string): string {
  const scorer = createScorer()
  const bands = Array.from({ length: bandCount }, () => ({ texts: 0, negative: 0 }))
  for (const { text, label } of readTexts(folder, set)) {
    const { score } = scorer.score(text, { explain: false })
    if (score === null) continue
    const band = bands[bandOf(stepOf(score))]!
    band.texts += 1
    if (label < 0) band.negative += 1
  }
  const { modelVersion } = scorer
  writeFileSync(
    join(import.meta.dirname, '../../thresholds/public-texts.json'),
    `${JSON.stringify({ set, credit, modelVersion, bands }, null, 2)}\n`,
  )
  return `Wrote how negative the texts of ${set} are by their score, version ${modelVersion}.`
}
