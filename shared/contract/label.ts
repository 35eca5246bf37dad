import { z } from 'zod'
import { brandId, previewedItem, queryText } from './brand.ts'
import { text } from './text.ts'

export const labelId = z.int().positive()
export const labelName = text(40).min(1, 'Give the label a name.')

/** An internal label that mentions of a brand get by a rule, in the words of a query. Not the label of a sentiment. */
export const label = z.object({
  id: labelId,
  brandId,
  name: z.string(),
  rule: z.string(),
  createdAt: z.iso.datetime(),
})
export type Label = z.infer<typeof label>

export const newLabel = z.strictObject({ brandId, name: labelName, rule: queryText })
export type NewLabel = z.infer<typeof newLabel>
export const labelChange = z.strictObject({ name: labelName.optional(), rule: queryText.optional() })
export type LabelChange = z.infer<typeof labelChange>

/** Which of the brand's newest mentions a rule would label. Nothing is saved. */
export const labelPreviewRequest = z.strictObject({ brandId, rule: queryText })
export type LabelPreviewRequest = z.infer<typeof labelPreviewRequest>
export const labelPreview = z.object({
  lookedAt: z.int(),
  matched: z.int(),
  /** The newest, at most 20. */
  examples: z.array(previewedItem),
})
export type LabelPreview = z.infer<typeof labelPreview>
