import { env } from 'cloudflare:workers';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { HistoryAnswer, Job, JobAnswer, LatestAnswer } from '../../schema/api/jobs.ts';
import { sha256Hex } from '../../src/domain/content-hash.ts';
import { addDays } from '../../src/domain/eastern.ts';
import { normaliseLegacyValue } from '../../src/domain/legacy/normalise.ts';
import { get, getJson } from '../fixtures/api.ts';
import { store } from '../fixtures/ledger.ts';
import { randomFrom } from '../fixtures/legacy/random.ts';
import { DAILY } from '../fixtures/legacy/values.ts';

const FIRST = '2025-03-03';
const random = randomFrom(7);
/** A value of every shape, readable or not, each under the key of a day of its own. */
const VALUES = Object.entries(DAILY).map(([shape, make], place) => {
  const date = addDays(FIRST, place);
  return { shape, date, key: `analysis_${date}`, ...make(random, date) };
});
const READABLE = VALUES.filter(({ executions }) => executions > 0);
const EXECUTIONS = VALUES.reduce((sum, { executions }) => sum + executions, 0);

const keepAll = () => Promise.all(VALUES.map(({ key, text }) => env.ANALYSIS_KV.put(key, text)));

/** What only D1 gives a job. */
const inEither = (job: Job) => ({ ...job, id: null, content_hash: null, created_at: null, persisted_at: null });
const byKey = (jobs: readonly Job[]) =>
  jobs.map(inEither).sort((a, b) => ((a.execution_key ?? '') < (b.execution_key ?? '') ? -1 : 1));

const history = () => getJson<HistoryAnswer>('/api/v1/jobs/history?limit=100');

describe.each([
  ['with the reads from D1 switched off', () => env.ANALYSIS_KV.put('flags_d1_reads', 'false')],
  [
    'while D1 fails',
    () =>
      vi.spyOn(env.PREDICT_JOBS_DB, 'prepare').mockImplementation(() => {
        throw new Error('D1_ERROR: D1 DB is overloaded.');
      }),
  ],
])("an old installation's values, %s", (_, withoutD1) => {
  afterEach(() => vi.restoreAllMocks());

  it('are in the history as they are after a backfill, those that cannot be read left out', async () => {
    await keepAll();
    const readings = await Promise.all(
      VALUES.map(async ({ key, text }) => normaliseLegacyValue(key, text, { rawSha256: await sha256Hex(text) })),
    );
    await store(...readings.flatMap(({ executions }) => executions));
    const filled = await history();
    await withoutD1();
    const kept = await history();
    expect([filled.source, kept.source, kept.count]).toEqual(['d1', 'kv', EXECUTIONS]);
    expect(byKey(kept.jobs)).toEqual(byKey(filled.jobs));
  });

  it('come page by page, each once', async () => {
    await keepAll();
    await withoutD1();
    const keys: (string | null)[] = [];
    let cursor: string | null = '';
    while (cursor !== null) {
      const page: HistoryAnswer = await getJson(`/api/v1/jobs/history?limit=4${cursor && `&cursor=${cursor}`}`);
      keys.push(...page.jobs.map(({ execution_key }) => execution_key));
      cursor = page.next_cursor;
    }
    expect([keys.length, new Set(keys).size]).toEqual([EXECUTIONS, EXECUTIONS]);
  });

  it.each(READABLE)('are the latest of their date and found by their key: $shape', async ({ date, key, text }) => {
    await env.ANALYSIS_KV.put(key, text);
    await withoutD1();
    const { job, source } = await getJson<LatestAnswer>(`/api/v1/jobs/latest?date=${date}`);
    expect([source, job.execution_date, job.execution_key?.split('#')[0]]).toEqual(['kv', date, `kv:${key}`]);
    const detail = await getJson<JobAnswer>(`/api/v1/jobs/${encodeURIComponent(job.execution_key ?? '')}`);
    expect(detail).toMatchObject({ job, source: 'kv' });
    expect(detail.results).toHaveLength(job.symbols_processed ?? -1);
  });

  it('are found by their key under a time or a symbol, too', async () => {
    const { text } = DAILY.handler(random, FIRST);
    await env.ANALYSIS_KV.put(`analysis_${FIRST}_073000`, text);
    await withoutD1();
    const key = `kv:analysis_${FIRST}_073000`;
    expect(await getJson(`/api/v1/jobs/${key}`)).toMatchObject({ job: { execution_key: key }, source: 'kv' });
  });

  it('are the only keys that an execution key can have read', async () => {
    await withoutD1();
    const read = vi.spyOn(env.ANALYSIS_KV, 'get');
    expect((await get('/api/v1/jobs/kv:outbox_01KEFQ4RG0ABCDEFGHJKMNPQRS')).ok).toBe(false);
    expect((await get(`/api/v1/jobs/kv:analysis_${'A'.repeat(700)}`)).ok).toBe(false);
    const asked = read.mock.calls
      .flatMap(([keys]) => keys as unknown)
      .filter((key) => !String(key).startsWith('flags_'));
    expect(asked).toEqual([]);
  });
});
