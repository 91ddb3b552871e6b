import { env } from 'cloudflare:workers';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { HistoryAnswer } from '../../../schema/api/jobs.ts';
import { get, getJson } from '../../fixtures/api.ts';
import { NOON, someData } from '../../fixtures/events.ts';
import { store } from '../../fixtures/ledger.ts';

const HISTORY = '/api/v1/jobs/history';

const at = (minutes: number) => ({ executed_at: new Date(NOON + minutes * 60_000).toISOString() });
const keysOf = ({ jobs }: HistoryAnswer) => jobs.map((job) => job.execution_key);

describe('jobs while D1 has no answer', () => {
  afterEach(() => vi.restoreAllMocks());

  const keep = (key: string, date: string, minutes: number) => {
    const data = someData(key, undefined, { execution_date: date, ...at(minutes) });
    return env.ANALYSIS_KV.put(`analysis_${date}`, JSON.stringify({ symbols_analyzed: ['AAPL'], ...data }));
  };
  const failing = () =>
    vi.spyOn(env.PREDICT_JOBS_DB, 'prepare').mockImplementation(() => {
      throw new Error('D1_ERROR: D1 DB is overloaded.');
    });

  it('reads the history from KV, page by page', async () => {
    await keep('old', '2026-01-06', -2 * 1440);
    await keep('mid', '2026-01-07', -1440);
    await keep('new', '2026-01-08', 0);
    failing();
    const first = await getJson<HistoryAnswer>(`${HISTORY}?limit=2&symbol=TSLA`);
    expect([keysOf(first), first.source]).toEqual([['new', 'mid'], 'kv']);
    expect(first.jobs[0]).toMatchObject({ id: null, success_rate: 1 });
    const second = await getJson<HistoryAnswer>(`${HISTORY}?limit=2&symbol=TSLA&cursor=${first.next_cursor}`);
    expect([keysOf(second), second.next_cursor]).toEqual([['old'], null]);
  });

  it('reads past old values that are not JSON', async () => {
    await keep('new', '2026-01-08', 0);
    await env.ANALYSIS_KV.put('analysis_2026-01-07', 'upstream connect error');
    failing();
    expect(keysOf(await getJson<HistoryAnswer>(HISTORY))).toEqual(['new']);
    expect((await get('/api/v1/jobs/latest?date=2026-01-07')).status).toBe(503);
  });

  it('reads latest and detail from KV', async () => {
    await keep('01KEFQ4RG0ABCDEFGHJKMNPQRS', '2026-01-08', 0);
    failing();
    expect(await getJson('/api/v1/jobs/latest?date=2026-01-08')).toMatchObject({
      job: { execution_key: '01KEFQ4RG0ABCDEFGHJKMNPQRS' },
      source: 'kv',
    });
    expect(await getJson('/api/v1/jobs/01KEFQ4RG0ABCDEFGHJKMNPQRS')).toMatchObject({
      results: [
        { symbol: 'AAPL', ordinal: 0 },
        { symbol: 'TSLA', ordinal: 1 },
      ],
      source: 'kv',
    });
  });

  it('takes KV without asking D1 when its reads are switched off', async () => {
    await store(someData('in-d1'));
    await keep('in-kv', '2026-01-08', 0);
    await env.ANALYSIS_KV.put('flags_d1_reads', 'false');
    expect(keysOf(await getJson<HistoryAnswer>(HISTORY))).toEqual(['in-kv']);
    expect((await get('/api/v1/jobs/1')).status).toBe(503);
    expect((await get('/api/v1/jobs/stats')).status).toBe(503);
  });

  it('asks KV for a latest that D1 does not have', async () => {
    await keep('in-kv', '2026-01-08', 0);
    expect(await getJson('/api/v1/jobs/latest?date=2026-01-08')).toMatchObject({ source: 'kv' });
  });

  it.each(['history', 'latest', '1', 'stats', 'coverage', '1/results', '1/snapshot'])(
    'answers 503 for %s when KV fails as well',
    async (path) => {
      failing();
      vi.spyOn(env.ANALYSIS_KV, 'list').mockRejectedValue(new Error('KV down'));
      vi.spyOn(env.ANALYSIS_KV, 'get').mockRejectedValue(new Error('KV down'));
      const answer = await get(`/api/v1/jobs/${path}`);
      expect(answer.status).toBe(503);
      expect(answer.headers.get('content-type')).toBe('application/problem+json');
    },
  );
});
