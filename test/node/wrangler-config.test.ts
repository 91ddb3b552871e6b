import { describe, expect, it } from 'vitest';
import { unstable_readConfig } from 'wrangler';
import * as z from 'zod';
import { MAX_RETRIES } from '../../src/domain/backoff.ts';

const LIMITS = ['max_batch_size', 'max_batch_timeout', 'max_retries', 'max_concurrency', 'retry_delay'] as const;

/** What a named environment does not inherit, and what must therefore stand in wrangler.toml twice. */
const REPEATED = ['name', 'vars', 'triggers', 'ai', 'assets', 'ratelimits', 'observability'] as const;

const Consumer = z.looseObject({ queue: z.string(), max_batch_timeout: z.number() });

const Config = z.looseObject({
  vars: z.record(z.string(), z.string()),
  triggers: z.object({ crons: z.array(z.string()) }),
  d1_databases: z.array(z.looseObject({ binding: z.string(), database_id: z.string() })),
  kv_namespaces: z.array(z.looseObject({ binding: z.string(), id: z.string() })),
  queues: z.object({ producers: z.array(z.looseObject({ queue: z.string() })), consumers: z.array(Consumer) }),
});

const local = Config.parse(unstable_readConfig({ config: 'wrangler.toml' }));
const production = Config.parse(unstable_readConfig({ config: 'wrangler.toml', env: 'production' }));

describe('wrangler.toml', () => {
  it.each(REPEATED)('repeats %s for production', (field) => {
    expect(production[field]).toEqual(local[field]);
  });

  it('binds the same in production, whatever the ids and names that a deployment wrote there', () => {
    expect(production.d1_databases.map((each) => ({ ...each, database_id: '', database_name: '' }))).toEqual(
      local.d1_databases.map((each) => ({ ...each, database_id: '', database_name: '' })),
    );
    expect(production.kv_namespaces.map((each) => ({ ...each, id: '' }))).toEqual(
      local.kv_namespaces.map((each) => ({ ...each, id: '' })),
    );
    expect(production.queues.producers).toEqual(local.queues.producers);
  });

  it('consumes the same queues in production, with another batch timeout only', () => {
    expect(production.queues.consumers.map((each) => ({ ...each, max_batch_timeout: 0 }))).toEqual(
      local.queues.consumers.map((each) => ({ ...each, max_batch_timeout: 0 })),
    );
  });

  it.each([
    ['locally', local],
    ['in production', production],
  ])('sets every limit of every consumer, and a dead-letter queue that is itself consumed, %s', (_, config) => {
    const [events, deadLetters] = config.queues.consumers;
    expect(Object.keys(events ?? {})).toEqual(expect.arrayContaining([...LIMITS]));
    expect(Object.keys(deadLetters ?? {})).toEqual(expect.arrayContaining([...LIMITS]));
    expect(events).toMatchObject({ queue: 'job-events', dead_letter_queue: 'job-events-dlq' });
    expect(deadLetters).toMatchObject({ queue: 'job-events-dlq' });
  });

  it('retries an event as often as the consumer counts on', () => {
    expect(production.queues.consumers[0]).toMatchObject({ max_retries: MAX_RETRIES });
  });

  it('names the bindings as installations know them', () => {
    expect(production).toMatchObject({
      d1_databases: [{ binding: 'PREDICT_JOBS_DB', migrations_dir: 'schema/migrations' }],
      kv_namespaces: [{ binding: 'ANALYSIS_KV' }],
      queues: { producers: [{ binding: 'JOB_EVENTS', queue: 'job-events' }] },
      assets: { binding: 'ASSETS' },
    });
  });

  it.each([
    ['locally', local],
    ['in production', production],
  ])('gives each flag its default, %s', (_, { vars }) => {
    expect(vars).toMatchObject({ ENABLE_D1_WRITES: 'true', USE_D1_READS: 'true', ENABLE_KV_WRITES: 'true' });
  });

  it('keeps within the five crons of a free account', () => {
    expect(production.triggers.crons).toHaveLength(5);
  });

  it('holds no secret', () => {
    expect(Object.keys(production.vars)).not.toContain('API_KEYS');
  });
});
