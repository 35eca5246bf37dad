import { routes } from '../../shared/contract/routes.ts'
import type { Store } from '../../shared/database/store.ts'
import { readAgreement } from '../../shared/domain/corrections/agreement.ts'
import { readCalibration } from '../../shared/domain/corrections/read-calibration.ts'
import { readSample } from '../../shared/domain/samples/read.ts'
import { readThresholdPicture } from '../../shared/domain/thresholds/picture.ts'
import type { RouteHandlers } from './route-handler.ts'

/** How far the scorer and the queue can be believed, by what staff say. */
export function addTrustRoutes({ handle }: RouteHandlers, store: Store): void {
  handle(routes.agreement, async ({ viewer, query }) => readAgreement(store, viewer, query.brandId))

  handle(routes.calibration, async () => readCalibration(store))

  handle(routes.sample, async ({ viewer, query }) => readSample(store, viewer, query.brandId))

  handle(routes.thresholdPicture, async ({ params }) => readThresholdPicture(store, params.id))
}
