import { env } from 'cloudflare:workers';
import { describe, expect, it, vi } from 'vitest';
import type { IngestAccepted } from '../../../schema/api/ingest.ts';
import type { JobAnswer } from '../../../schema/api/jobs.ts';
import { call, getJson, jsonOf, KEYS } from '../../fixtures/api.ts';
import { heldQueue } from '../../fixtures/dead-letters.ts';

const post = (body: unknown, headers: Record<string, string> = {}, change: Partial<Env> = {}) =>
  call('/api/v1/jobs', {
    method: 'POST',
    key: KEYS.write,
    body,
    headers,
    env: { JOB_EVENTS: heldQueue().queue, ...change },
  });

const kvKeys = async () => (await env.ANALYSIS_KV.list()).keys.map(({ name }) => name);

const FULL = {
  job_type: 'nightly-report',
  report_type: 'risk',
  executed_at: '2026-01-08T12:46:12+01:00',
  execution_time_ms: 1500,
  metadata: { trigger_source: 'github-actions', workflow_run_id: 8123456789, team: 'risk' },
  results: [
    { symbol: 'aapl', sentiment: 'bullish', confidence: 0.8, signals: ['momentum'], news_count: 3 },
    { symbol: 'TSLA', error: 'no news' },
    { report_content: { total: 1 }, html_snapshot: '<p>1</p>' },
  ],
};

describe('POST /api/v1/jobs', () => {
  it('stores what it is given, and derives the rest', async () => {
    const held = heldQueue();
    const answer = await post(FULL, {}, { JOB_EVENTS: held.queue });
    expect(answer.status).toBe(202);
    const accepted = await answer.json<IngestAccepted>();
    expect(accepted).toMatchObject({ success: true, status: 'partial', execution_date: '2026-01-08' });
    expect(answer.headers.get('location')).toBe(accepted.status_url);

    await held.deliver();
    const { job, results, snapshot } = await getJson<JobAnswer>(accepted.status_url);
    expect(job).toMatchObject({
      execution_key: accepted.execution_key,
      job_type: 'nightly-report',
      report_type: 'risk',
      status: 'partial',
      executed_at: '2026-01-08T11:46:12.000Z',
      revision: Date.parse('2026-01-08T11:46:13.500Z'),
      execution_time_ms: 1500,
      symbols_processed: 2,
      symbols_successful: 1,
      symbols_failed: 1,
      errors: ['TSLA: no news'],
      metadata: { trigger_source: 'github-actions', workflow_run_id: '8123456789', source: 'ingest', team: 'risk' },
    });
    expect(results.map(({ symbol, result_type }) => [symbol, result_type])).toEqual([
      ['AAPL', 'analysis_detail'],
      ['TSLA', 'analysis_detail'],
      [null, 'report_snapshot'],
    ]);
    expect(snapshot).toMatchObject({ content: { total: 1 }, html: true });
  });

  it('needs no more than the type of the job', async () => {
    const held = heldQueue();
    const { execution_key, status_url } = await (
      await post({ job_type: 'heartbeat' }, {}, { JOB_EVENTS: held.queue })
    ).json<IngestAccepted>();
    expect(execution_key).toMatch(/^[0-9A-HJKMNP-TV-Z]{26}$/);
    await held.deliver();
    expect((await getJson<JobAnswer>(status_url)).job).toMatchObject({ status: 'success', symbols_processed: 0 });
  });

  it.each([
    ['no job type', {}, '/job_type'],
    ['an unknown field', { job_type: 'a', jobtype: 'a' }, '/jobtype'],
    ['an impossible date', { job_type: 'a', execution_date: '2026-02-30' }, '/execution_date'],
    ['a time without its offset', { job_type: 'a', executed_at: '2026-01-08T12:00:00' }, '/executed_at'],
    ['a time before 1970', { job_type: 'a', executed_at: '0000-01-01T00:00:00Z' }, '/executed_at'],
    ['an end that is still to come', { job_type: 'a', executed_at: '9998-12-31T23:59:59Z' }, '/executed_at'],
    ['a time after 9999', { job_type: 'a', executed_at: '9999-12-31T23:59:59-01:00' }, '/executed_at'],
    ['an epoch as a duration', { job_type: 'a', execution_time_ms: 1_760_445_000_123 }, '/execution_time_ms'],
    ['a word for a sentiment', { job_type: 'a', results: [{ sentiment: 'up' }] }, '/results/0/sentiment'],
    ['a percentage', { job_type: 'a', results: [{ symbol: 'A', confidence: 85 }] }, '/results/0/confidence'],
    ['success with failures', { job_type: 'a', status: 'success', symbols_failed: 1 }, '/status'],
    [
      'success with an error in its results',
      { job_type: 'a', status: 'success', results: [{ symbol: 'A', error: 'x' }] },
      '/status',
    ],
    [
      'fewer symbols than results',
      { job_type: 'a', symbols_processed: 0, results: [{ symbol: 'A' }] },
      '/symbols_processed',
    ],
    ['parts that exceed the whole', { job_type: 'a', symbols_processed: 1, symbols_failed: 2 }, '/symbols_processed'],
    [
      'fewer failures than errors',
      { job_type: 'a', symbols_failed: 0, results: [{ symbol: 'A', error: 'x' }] },
      '/symbols_failed',
    ],
    ['more stand-ins than symbols', { job_type: 'a', symbols_processed: 1, symbols_fallback: 2 }, '/symbols_fallback'],
    ['the provenance of a backfill', { job_type: 'a', metadata: { source: 'kv_backfill' } }, '/metadata/source'],
    ['a NUL character', { job_type: 'a', errors: ['\0'] }, '/errors/0'],
    ['not JSON', '{', ''],
    ['text in another encoding', Uint8Array.from('{"job_type":"a","errors":["caf\xe9"]}', (c) => c.charCodeAt(0)), ''],
  ])('refuses %s, names the field, and writes nothing', async (_what, body, pointer) => {
    const send = vi.spyOn(env.JOB_EVENTS, 'send');
    const answer = await post(body, { 'idempotency-key': 'k' });
    expect(answer.status).toBe(400);
    const { errors } = await answer.json<{ errors: { pointer: string }[] }>();
    expect(errors.map((error) => error.pointer)).toContain(pointer);
    expect(await kvKeys()).toEqual([]);
    expect(send).not.toHaveBeenCalled();
    send.mockRestore();
  });

  it.each(['', '{}'])('says of %j what is missing in it', async (body) => {
    const { detail } = await (await post(body)).json<{ detail: string }>();
    expect(detail).toBe('/job_type is missing');
  });

  it('refuses a row that D1 could not hold, with its size and the limit, and writes nothing', async () => {
    const body = { job_type: 'a', results: [{ symbol: 'A' }, { symbol: 'B', reasoning: 'é'.repeat(1_000_000) }] };
    const answer = await post(body, { 'idempotency-key': 'large' });
    expect(answer.status).toBe(413);
    const { detail, errors } = await answer.json<{ detail: string; errors: { pointer: string }[] }>();
    expect(errors[0]?.pointer).toBe('/results/1');
    expect(detail).toMatch(/takes 20\d{5} bytes; a row holds at most 1950000/);
    expect(await kvKeys()).toEqual([]);
  });

  it('refuses a body that is too large, with its size and the limit', async () => {
    const answer = await post('x'.repeat(5_000_001));
    expect(answer.status).toBe(413);
    expect((await answer.json<{ detail: string }>()).detail).toContain('5000000');
  });

  it('lets a job of many large results travel as a claim check', async () => {
    const held = heldQueue();
    const results = [
      { symbol: 'A', reasoning: 'x'.repeat(150_000) },
      { symbol: 'B', reasoning: 'y'.repeat(150_000) },
    ];
    const answer = await post({ job_type: 'a', results }, {}, { JOB_EVENTS: held.queue });
    expect(held.sent).toEqual([expect.objectContaining({ dataref: expect.stringMatching(/^outbox_/) as string })]);
    await held.deliver();
    const { status_url } = await answer.json<IngestAccepted>();
    expect((await getJson<JobAnswer>(status_url)).results.map(({ reasoning }) => reasoning?.length)).toEqual([
      150_000, 150_000,
    ]);
  });

  it('carries the trace it belongs to, and no other text in its place', async () => {
    const held = heldQueue();
    const traceparent = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';
    await post({ job_type: 'a' }, { traceparent }, { JOB_EVENTS: held.queue });
    await post({ job_type: 'a' }, { traceparent: 'x'.repeat(500) }, { JOB_EVENTS: held.queue });
    expect(held.sent.map((event) => (event as { traceparent?: string }).traceparent)).toEqual([traceparent, undefined]);
  });
});

describe('when parts fail', () => {
  const fail = () => Promise.reject(new Error('out'));
  const noQueue: Queue = Object.assign(Object.create(env.JOB_EVENTS) as Queue, { send: fail });
  const noKv: KVNamespace = Object.assign(Object.create(env.ANALYSIS_KV) as KVNamespace, { get: fail, put: fail });
  const noD1 = { prepare: () => ({ bind: () => ({ all: fail }) }), batch: fail } as unknown as D1Database;

  it('is answered 503 when neither KV nor the queue takes it, and nothing was accepted', async () => {
    const answer = await post(
      { job_type: 'a' },
      { 'idempotency-key': 'k' },
      { JOB_EVENTS: noQueue, ANALYSIS_KV: noKv },
    );
    expect(answer.status).toBe(503);
    expect(answer.headers.get('retry-after')).not.toBeNull();
    expect(await jsonOf(answer)).toMatchObject({ success: false, type: 'urn:jobledger:problem:not-accepted' });
  });

  it.each([
    ['the queue', { JOB_EVENTS: noQueue }],
    ['KV', { ANALYSIS_KV: noKv }],
    ['D1', { PREDICT_JOBS_DB: noD1 }],
  ])('is accepted without %s', async (_what, change) => {
    const answer = await post({ job_type: 'a' }, { 'idempotency-key': 'k' }, change);
    expect(answer.status).toBe(202);
    expect(await jsonOf(answer)).toMatchObject({ execution_key: 'ext:k' });
  });

  it('is accepted while D1 hangs', async () => {
    const hangs = { prepare: () => ({ bind: () => ({ all: () => new Promise(() => undefined) }) }) };
    const change = { PREDICT_JOBS_DB: hangs as unknown as D1Database };
    expect((await post({ job_type: 'a' }, { 'idempotency-key': 'k' }, change)).status).toBe(202);
  });
});
