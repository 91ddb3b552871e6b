import { availableParallelism } from 'node:os';
import { cloudflareTest, readD1Migrations } from '@cloudflare/vitest-plugin';
import { defineConfig } from 'vitest/config';
import { unstable_readConfig } from 'wrangler';
import * as z from 'zod';
import { buildDashboard } from './cli/dashboard-build.ts';
import { rootCertificateVariables } from './cli/root-certificates.ts';

// wrangler.toml's own values: a developer's .dev.vars must not decide what the tests see.
const { vars } = z
  .object({ vars: z.record(z.string(), z.string()) })
  .parse(unstable_readConfig({ config: 'wrangler.toml' }));

// The Worker serves public/, so it must exist.
await buildDashboard();

Object.assign(process.env, rootCertificateVariables());

/** Rules without bindings need no Worker around them; the few that use what only workerd has say so in their name. */
const PURE = [
  'test/{domain,schema}/**/*.test.ts',
  'test/producers/analysis/**/*.test.ts',
  'test/producers/prices.test.ts',
];
const IN_WORKERD = ['test/**/*.workerd.test.ts'];

/** A busy machine is no fault of what is tested: the limits are there to end what hangs. */
const PATIENCE = { testTimeout: 60_000, hookTimeout: 60_000 };

export default defineConfig({
  logLevel: 'error',
  test: {
    // What a passing test logs is nobody's business.
    silent: 'passed-only',
    // Of two cores Vitest would leave one idle, while most of a test of the command line is waiting for a server.
    maxWorkers: Math.max(2, availableParallelism() - 1),
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
                ...vars,
                TEST_MIGRATIONS: await readD1Migrations('./schema/migrations'),
                API_KEYS: 'read:test-read-key,write:test-write-key,admin:test-admin-key',
              },
              // A queue that does deliver, for the test that sends what only a real one can carry.
              queueProducers: { PROMPT_EVENTS: { queueName: 'prompt-events' } },
              // Long enough that no background batch starts inside a test; tests call the handlers themselves.
              queueConsumers: {
                'job-events': { maxBatchSize: 100, maxBatchTimeout: 60 },
                'job-events-dlq': { maxBatchSize: 100, maxBatchTimeout: 60 },
                'prompt-events': { maxBatchSize: 100, maxBatchTimeout: 0 },
              },
            },
          })),
        ],
        test: {
          ...PATIENCE,
          name: 'workers',
          include: ['test/{api,consumers,producers,storage}/**/*.test.ts', ...IN_WORKERD],
          exclude: ['test/producers/prices.test.ts', 'test/producers/analysis/!(*.workerd).test.ts'],
          isolate: false,
          setupFiles: ['./test/setup.ts'],
        },
      },
      // They share nothing that one could leave to the next: one process for all takes half the time.
      { test: { ...PATIENCE, name: 'pure', include: PURE, exclude: IN_WORKERD, isolate: false } },
      // Node side: the real local server, the command line, the browser, the architecture.
      { test: { ...PATIENCE, name: 'node', include: ['test/node/**/*.test.ts'] } },
    ],
  },
});
