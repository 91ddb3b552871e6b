import { env } from 'cloudflare:workers';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { consumeJobEvents } from '../../consumers/job-completed.ts';
import type { HealthAnswer, SuccessMetric } from '../../schema/api/health.ts';
import { call, get, getJson, KEYS } from '../fixtures/api.ts';
import { letDie } from '../fixtures/dead-letters.ts';
import { anEvent, someData } from '../fixtures/events.ts';
import { message, testPorts } from '../fixtures/queue.ts';

afterEach(() => void vi.useRealTimers());

const consume = async (keys: string[], change: Parameters<typeof testPorts>[0] = {}): Promise<void> => {
  const ports = testPorts(change);
  await consumeJobEvents(
    ports,
    keys.map((key) => message(anEvent(someData(key)))),
  );
  await ports.settled();
};

const metricOf = async (name: SuccessMetric['name'], query = ''): Promise<SuccessMetric | undefined> =>
  (await getJson<HealthAnswer>(`/api/v1/health${query}`)).metrics?.find((metric) => metric.name === name);

const readStats = async () => (await env.PREDICT_JOBS_DB.prepare('SELECT * FROM read_stats').all()).results;

/** Saves what this isolate has counted: a minute goes by between two requests. */
async function aMinuteLater(): Promise<void> {
  await get('/api/v1/flags');
  vi.useFakeTimers({ now: Date.now() + 61_000, toFake: ['Date'] });
  await get('/api/v1/flags');
  vi.useRealTimers();
}

describe('health', () => {
  it('tells everybody whether the bindings answer, and no more', async () => {
    const body = await (await call('/api/v1/health')).json<HealthAnswer>();
    expect(body).toEqual({
      success: true,
      status: 'ok',
      bindings: { d1: true, kv: true, queue: true },
      flags: { d1_writes: true, d1_reads: true, kv_writes: true },
    });
    expect(Object.keys(await (await call('/api/v1/health', { key: 'nobody-knows-this-key' })).json<object>())).toEqual(
      Object.keys(body),
    );
  });

  it('takes a queue that does not tell its backlog for no fault', async () => {
    vi.spyOn(env.JOB_EVENTS, 'metrics').mockRejectedValueOnce(new Error('not here'));
    const response = await call('/api/v1/health');
    expect(response.status).toBe(200);
    expect((await response.json<HealthAnswer>()).bindings).toEqual({ d1: true, kv: true, queue: null });
  });

  it('tells who may read what waits', async () => {
    await letDie(['no event'], { now: () => Date.parse('2026-01-08T12:00:00.000Z') });
    await env.ANALYSIS_KV.put('outbox_01KEF3M8Z0Q6V6T3W8J4B5N7XK', '{}');
    expect((await getJson<HealthAnswer>('/api/v1/health')).pipeline).toMatchObject({
      queue_backlog: expect.any(Number) as number,
      outbox: 1,
      dead_letters_open: 1,
      oldest_dead_letter_at: '2026-01-08T12:00:00.000Z',
    });
  });

  it('measures completeness: what is stored, of what was accepted and is not under way', async () => {
    expect(await metricOf('completeness')).toMatchObject({ value: null, status: 'unknown' });
    await consume(['a', 'b', 'c']);
    expect(await metricOf('completeness')).toMatchObject({ value: 1, samples: 3, target: 1, status: 'met' });
    await letDie(['no event']);
    expect(await metricOf('completeness')).toMatchObject({ value: 0.75, status: 'missed' });
  });

  it('measures the writes that succeed, those of an outage included', async () => {
    const out = () => Promise.reject(new Error('D1 DB is overloaded.'));
    const away = Object.assign(Object.create(env.PREDICT_JOBS_DB) as D1Database, {
      batch: out,
      prepare: (sql: string) => Object.assign(env.PREDICT_JOBS_DB.prepare(sql), { run: out }),
    });
    await consume(['a', 'b', 'c'], { db: away });
    await consume(['a', 'b', 'c']);
    expect(await metricOf('d1_write_success')).toMatchObject({
      value: 0.5,
      samples: 6,
      target: 0.999,
      rollback: 0.95,
      status: 'rollback',
    });
  });

  it('measures over as many days as are asked for, and no others', async () => {
    const old = new Date(Date.now() - 3 * 86_400_000).toISOString().slice(0, 13);
    const row = 'INSERT INTO pipeline_stats (hour, source, attempts, inserted, retried) VALUES (?1, ?2, 8, 6, 2)';
    await env.PREDICT_JOBS_DB.prepare(row).bind(old, 'jobledger/test').run();
    expect(await metricOf('d1_write_success')).toMatchObject({ value: null, samples: 0, status: 'unknown' });
    expect(await metricOf('d1_write_success', '?days=2')).toMatchObject({ samples: 0 });
    expect(await metricOf('d1_write_success', '?days=7')).toMatchObject({
      value: 0.75,
      samples: 8,
      status: 'rollback',
    });
    expect(await metricOf('d1_write_success', '?days=90')).toMatchObject({ samples: 8 });
    const anybody = await (await call('/api/v1/health?days=7')).json<HealthAnswer>();
    expect([anybody.metrics, anybody.pipeline]).toEqual([undefined, undefined]);
    for (const bad of ['days=0', 'days=91', 'days=x', 'days=1&days=2', 'hours=3'])
      expect((await get(`/api/v1/health?${bad}`)).status).toBe(400);
  });

  it('measures reading in memory, and saves it at most once a minute after an answer', async () => {
    await aMinuteLater();
    await env.PREDICT_JOBS_DB.prepare('DELETE FROM read_stats').run();
    for (let i = 0; i < 20; i++) await get('/api/v1/jobs/history');
    await call('/api/v1/jobs/history', { key: KEYS.read, env: { USE_D1_READS: 'false' } });
    expect(await readStats()).toEqual([]);
    await aMinuteLater();
    const p95 = await metricOf('history_p95');
    expect(p95).toMatchObject({ samples: 20, target: 50, rollback: 200 });
    expect(p95?.value).toBeGreaterThan(0);
    expect(await metricOf('kv_reads_avoided')).toMatchObject({ value: 20 / 21, samples: 21, status: 'met' });
  });

  it('takes how long the dashboard took to load from who may read, and from nobody else', async () => {
    await aMinuteLater();
    await env.PREDICT_JOBS_DB.prepare('DELETE FROM read_stats').run();
    await get('/api/v1/flags', { 'x-page-load': '640' });
    for (const wrong of ['-1', '1e3', '999999', 'x']) await get('/api/v1/flags', { 'x-page-load': wrong });
    await call('/api/v1/health', { headers: { 'x-page-load': '9000' } });
    await aMinuteLater();
    expect(await metricOf('dashboard_load_p95')).toMatchObject({ value: 1000, samples: 1, status: 'met' });
  });
});

describe('/metrics', () => {
  it('keeps the name of a source within its quotes, whatever it is', async () => {
    const source = 'evil",outcome="inserted"} 9\njobledger_open_dead_letters 9\n\\';
    await env.PREDICT_JOBS_DB.prepare('INSERT INTO pipeline_stats (hour, source, inserted) VALUES (?1, ?2, 1)')
      .bind('2026-01-08T12', source)
      .run();
    const text = await (await get('/metrics')).text();
    const name = source.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n');
    expect(text).toContain(`\njobledger_events_total{source="${name}",outcome="inserted"} 1\n`);
    expect(text).toContain('\njobledger_open_dead_letters 0\n');
    expect(text).not.toMatch(/ 9$/m);
  });

  it('is OpenMetrics: typed families with units, counters that end in _total, and # EOF', async () => {
    await consume(['a', 'b']);
    await letDie(['no event']);
    const answer = await get('/metrics');
    expect(answer.headers.get('content-type')).toBe('application/openmetrics-text; version=1.0.0; charset=utf-8');
    const text = await answer.text();
    expect(text.endsWith('\n# EOF\n')).toBe(true);
    const types = new Map([...text.matchAll(/^# TYPE (\S+) (\S+)$/gm)].map(([, name, type]) => [name ?? '', type]));
    for (const [, name, unit] of text.matchAll(/^# UNIT (\S+) (\S+)$/gm)) expect(name?.endsWith(`_${unit}`)).toBe(true);
    for (const line of text.split('\n').filter((each) => each !== '' && !each.startsWith('#'))) {
      const [, name = ''] = /^([a-z_0-9]+)(\{[^}]*\})? -?[\d.]+(e[+-]?\d+)?$/.exec(line) ?? [];
      const family = [...types.keys()].find((each) => name === each || name.startsWith(`${each}_`)) ?? '';
      expect(types.get(family), line).toBeDefined();
      if (types.get(family) === 'counter') expect(name).toBe(`${family}_total`);
    }
    expect(text).toContain('jobledger_events_total{source="jobledger/test",outcome="inserted"} 2\n');
    expect(text).toContain('jobledger_open_dead_letters 1\n');
    expect(text).toContain('jobledger_persist_lag_seconds_bucket{source="jobledger/test",le="+Inf"} 2\n');
    expect(text).toMatch(/^jobledger_completeness_ratio 0\.66/m);
  });

  it('needs a key', async () => {
    expect((await call('/metrics')).status).toBe(401);
  });
});
