import { queryOptions } from '@tanstack/react-query'
import { trustRoutes } from '../../../shared/contract/routes/trust.ts'
import { call } from '../api.ts'
import { queryKeys } from '../query-keys.ts'

/** How percentages are calibrated to the labels of this workspace's staff. */
export const calibrationQuery = queryOptions({
  queryKey: queryKeys.calibration,
  queryFn: ({ signal }) => call(trustRoutes.calibration, { signal }),
})
