import { cloudflareTest, readD1Migrations } from '@cloudflare/vitest-plugin';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  logLevel: 'error',
  test: {
    coverage: {
      provider: 'istanbul',
      include: ['src/**/*.ts', 'producers/**/*.ts', 'consumers/**/*.ts', 'schema/**/*.ts'],
    },
    projects: [
      {
        logLevel: 'error',
        plugins: [
          cloudflareTest(async () => ({
            wrangler: { configPath: './wrangler.toml' },
            miniflare: {
              bindings: {
                TEST_MIGRATIONS: await readD1Migrations('./schema/migrations'),
                API_KEYS: 'read:test-read-key,write:test-write-key,admin:test-admin-key',
              },
              // Long enough that no background batch starts inside a test; tests call the handlers themselves.
              queueConsumers: {
                'job-events': { maxBatchSize: 100, maxBatchTimeout: 60 },
                'job-events-dlq': { maxBatchSize: 100, maxBatchTimeout: 60 },
              },
            },
          })),
        ],
        test: {
          name: 'workers',
          include: ['test/**/*.test.ts'],
          exclude: ['test/node/**'],
          isolate: false,
          setupFiles: ['./test/setup.ts'],
        },
      },
      // Node side: the real local server, the command line, the browser, the architecture.
      { test: { name: 'node', include: ['test/node/**/*.test.ts'], testTimeout: 60_000, hookTimeout: 60_000 } },
    ],
  },
});
