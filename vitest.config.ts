import { defineConfig } from 'vitest/config'

/** Tests that touch queues run twice, on both of the queues' backends. */
const queueTests = 'test/integration/queues/**/*.test.ts'

export default defineConfig({
  test: {
    // One PostgreSQL and one Redis for the whole run; see test/support/services.ts for who needs which.
    globalSetup: 'test/support/services.ts',
    maxWorkers: 2,
    // A machine that others share may stall for seconds; what fails twice is wrong.
    retry: process.env['CI'] ? 1 : 0,
    testTimeout: 30_000,
    unstubEnvs: true,
    hookTimeout: 120_000,
    teardownTimeout: 60_000,
    projects: [
      { test: { name: 'unit', include: ['test/unit/**/*.test.{ts,tsx}'] } },
      {
        test: {
          name: 'client',
          include: ['test/client/**/*.test.{ts,tsx}'],
          environment: 'happy-dom',
          css: { modules: { classNameStrategy: 'non-scoped' } },
        },
      },
      {
        test: {
          name: 'integration',
          include: ['test/integration/**/*.test.{ts,tsx}'],
          exclude: [queueTests],
        },
      },
      {
        test: {
          name: 'integration-postgres',
          include: [queueTests],
          env: { EARSHOT_TEST_BACKEND: 'postgres' },
        },
      },
      {
        test: { name: 'integration-redis', include: [queueTests], env: { EARSHOT_TEST_BACKEND: 'redis' } },
      },
      { test: { name: 'live', include: ['test/live/**/*.test.ts'], testTimeout: 60_000 } },
      { test: { name: 'attack', include: ['test/attack/**/*.test.ts'], testTimeout: 60_000 } },
      { test: { name: 'browser', include: ['test/browser/**/*.test.ts'], testTimeout: 120_000 } },
    ],
  },
})
