import { Problem } from '../../shared/runtime/problem.ts'
import { createTurnstile, type Turnstile } from '../../shared/runtime/turnstile.ts'

const atOnce = 2
const longestLine = 20

/** Previews read thousands of texts on the thread that answers everybody: few at once, however many are asked for. */
export const previewsInTurn = (): Turnstile =>
  createTurnstile(atOnce, {
    longestLine,
    refuse: () =>
      new Problem(
        'too_many_attempts',
        'Too many previews are wanted at once. Wait some seconds, then try again.',
        {
          facts: { retryAfterSeconds: 5 },
        },
      ),
  })
