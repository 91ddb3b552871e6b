import { env } from 'cloudflare:workers';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { analysisSnapshot } from '../../producers/analysis/snapshot.ts';
import { runSlot } from '../../producers/schedule.ts';
import { ReportAnswer } from '../../schema/api/reports.ts';
import type { JobCompletedData } from '../../schema/event.ts';
import type { Sentiment } from '../../schema/result.ts';
import { call, jsonOf, KEYS } from '../fixtures/api.ts';
import { awayDatabase, awayKv } from '../fixtures/away.ts';
import { aResult, someData } from '../fixtures/events.ts';
import { store } from '../fixtures/ledger.ts';
import { HEADLINES, openQueue, slot, slotPorts, THURSDAY } from '../fixtures/slots.ts';

/** Sets New York's clock (winter). */
const itIs = (time: string, date = THURSDAY) =>
  vi.useFakeTimers({ now: Date.parse(`${date}T${time}:00.000-05:00`), toFake: ['Date'] });

beforeEach(() => void itIs('17:00'));
afterEach(() => void vi.useRealTimers());

async function report(type: string, query = '', change: Partial<Env> = {}) {
  const response = await call(`/api/v1/reports/${type}${query}`, { key: KEYS.read, env: change });
  expect(response.status).toBe(200);
  return ReportAnswer.parse(await jsonOf(response));
}

/** An analysis in a slot of a date, as the schedule leaves it. */
const ran = (
  name: string,
  time: string,
  sentiment: Sentiment = 'bullish',
  date = THURSDAY,
  change: Partial<JobCompletedData['execution']> = {},
): JobCompletedData =>
  someData(
    `${name} ${date}`,
    [aResult('AAPL', { sentiment }), aResult('TSLA', { error: 'no news', sentiment: null })],
    {
      report_type: name,
      execution_date: date,
      executed_at: new Date(`${date}T${time}:00.000-05:00`).toISOString(),
      metadata: { trigger_source: 'cron', source: 'analysis', slot: name },
      ...change,
    },
  );

const inKv = (data: JobCompletedData) =>
  env.ANALYSIS_KV.put(`analysis_${data.execution.execution_date}`, analysisSnapshot(data));

describe('the state of a report', () => {
  it.each([
    ['pre-market', '08:29', THURSDAY, 'scheduled'],
    ['pre-market', '08:31', THURSDAY, 'processing'],
    ['pre-market', '09:01', THURSDAY, 'no_data'],
    ['intraday', '11:59', THURSDAY, 'scheduled'],
    ['intraday', '12:10', THURSDAY, 'processing'],
    ['end-of-day', '16:04', THURSDAY, 'scheduled'],
    ['end-of-day', '16:20', THURSDAY, 'processing'],
    ['end-of-day', '17:00', THURSDAY, 'no_data'],
    ['end-of-day', '17:00', '2026-01-10', 'no_data'],
    ['pre-market', '17:00', '2030-01-08', 'scheduled'],
    ['weekly', '17:00', THURSDAY, 'scheduled'],
    ['weekly', '17:00', '2025-12-31', 'no_data'],
  ])('%s, asked for at %s for %s, with nothing stored is %s', async (type, time, date, state) => {
    itIs(time);
    expect(await report(type, `?date=${date}`)).toMatchObject({
      state,
      has_content: false,
      source: null,
      content: null,
    });
  });

  it('is present once its run is stored', async () => {
    await store(ran('pre-market', '08:31'), ran('intraday', '12:01', 'bearish'), ran('end-of-day', '16:06', 'bearish'));
    expect(await report('pre-market')).toMatchObject({
      state: 'present',
      business_date: THURSDAY,
      has_content: true,
      source: 'd1',
      content: { high_confidence: [{ symbol: 'AAPL' }], failed: [{ symbol: 'TSLA', reason: 'no news' }] },
    });
    expect(await report('intraday')).toMatchObject({ content: { counts: { reversed: 1, incomplete: 1 } } });
    expect(await report('end-of-day')).toMatchObject({
      content: { symbols: [{ symbol: 'AAPL', midday: { sentiment: 'bearish' }, market: null }, {}], accuracy: null },
    });
  });

  it('is no_data with the reason when its run failed without a result', async () => {
    await store(ran('pre-market', '08:31', 'bullish', THURSDAY, { status: 'failed', errors: ['out of quota'] }));
    await env.PREDICT_JOBS_DB.prepare('DELETE FROM scheduled_job_results').run();
    const answer = await report('pre-market');
    expect(answer).toMatchObject({ state: 'no_data', has_content: false });
    expect(answer.notice).toContain('out of quota');
  });

  it.each(['pre-market', 'intraday', 'end-of-day'])('is stale only on request: %s', async (type) => {
    await store(ran(type, '16:06', 'bullish', '2026-01-05'), ran(type, '16:06', 'bearish', '2026-01-06'));
    await store(ran('analysis-of-another-kind', '16:06', 'bullish', '2026-01-07', { job_type: 'clean-up' }));
    expect(await report(type)).toMatchObject({ state: 'no_data', business_date: THURSDAY, has_content: false });
    expect(await report(type, '?stale=false')).toMatchObject({ has_content: false });
    expect(await report(type, '?stale=true')).toMatchObject({
      state: 'stale',
      business_date: '2026-01-06',
      requested_date: THURSDAY,
      has_content: true,
      source: 'd1',
    });
  });

  it('is not stale where the day itself has results', async () => {
    await store(ran('pre-market', '08:31', 'bullish', '2026-01-07'), ran('pre-market', '08:31'));
    expect(await report('pre-market', '?stale=true')).toMatchObject({ state: 'present', business_date: THURSDAY });
  });

  it('is no_data where the last results are too old', async () => {
    await store(ran('pre-market', '08:31', 'bullish', '2025-12-01'));
    expect(await report('pre-market', '?stale=true')).toMatchObject({ state: 'no_data' });
  });
});

describe('the date of a report', () => {
  it.each([
    ['pre-market', THURSDAY, THURSDAY],
    ['pre-market', '2026-01-11', '2026-01-09'],
    ['pre-market', '2026-01-19', '2026-01-16'],
    ['weekly', THURSDAY, '2026-01-04'],
    ['weekly', '2026-01-11', '2026-01-11'],
  ])('%s, asked for on %s without a date, is %s', async (type, today, date) => {
    itIs('17:00', today);
    expect(await report(type)).toMatchObject({ requested_date: date });
  });

  it.each(['2026-W02', '2026-01-05', '2026-01-11'])('of a weekly review may be %s', async (date) => {
    itIs('17:00', '2026-01-12');
    await store(
      ran('pre-market', '08:31', 'bullish', '2026-01-05'),
      ran('end-of-day', '16:06', 'bearish', '2026-01-05'),
      ran('pre-market', '08:31', 'bullish', '2026-01-06'),
      ran('pre-market', '08:31', 'bearish', '2026-01-12'),
    );
    expect(await report('weekly', `?date=${date}`)).toMatchObject({
      state: 'present',
      business_date: '2026-01-11',
      source: 'd1',
      content: {
        week: '2026-W02',
        flips: [{ symbol: 'AAPL', date: '2026-01-06' }],
        symbols: [{ bearish: 1 }, { failed: 2 }],
      },
    });
  });

  it('of a stale weekly review is the Sunday of the last week that has results', async () => {
    await store(
      ran('pre-market', '08:31', 'bullish', '2025-12-16'),
      ran('pre-market', '08:31', 'bullish', '2025-12-23'),
    );
    expect(await report('weekly', '?stale=true')).toMatchObject({
      state: 'stale',
      business_date: '2025-12-28',
      content: { days: [{ date: '2025-12-22' }, { date: '2025-12-23', analysed: 1 }, {}, {}] },
    });
  });

  it.each([
    ['daily', 'pre-market', 'date=2026-02-30', 'date'],
    ['daily', 'pre-market', 'date=', 'date'],
    ['daily', 'pre-market', 'date=today', 'date'],
    ['daily', 'pre-market', 'date=2026-W02', 'date'],
    ['daily', 'intraday', 'date=1999-12-31', 'date'],
    ['daily', 'end-of-day', 'date=9999-12-31', 'date'],
    ['daily', 'end-of-day', "date=2026-01-08'--", 'date'],
    ['weekly', 'weekly', 'date=2026-W00', 'date'],
    ['weekly', 'weekly', 'date=2026-W54', 'date'],
    ['weekly', 'weekly', 'date=2025-W53', 'date'],
    ['weekly', 'weekly', 'date=0000-W01', 'date'],
    ['weekly', 'weekly', 'date=9999-W52', 'date'],
    ['weekly', 'weekly', 'date=W02', 'date'],
    ['any', 'weekly', 'stale=yes', 'stale'],
    ['any', 'intraday', 'stale=', 'stale'],
    ['any', 'intraday', 'when=now', 'when'],
    ['any', 'intraday', 'date=2026-01-08&date=2026-01-09', 'date'],
  ])('that is wrong is refused by name: %s %s?%s', async (_, type, query, parameter) => {
    const response = await call(`/api/v1/reports/${type}?${query}`, { key: KEYS.read });
    expect(response.status).toBe(400);
    expect(await jsonOf(response)).toMatchObject({ success: false, errors: [{ parameter }] });
  });

  it.each(['2000-01-01', '2199-12-31', '2199-12-25'])('may be %s, at the edge', async (date) => {
    for (const type of ['pre-market', 'intraday', 'end-of-day', 'weekly'])
      await report(type, `?date=${date}&stale=true`);
    const page = await call(`/pre-market-briefing?date=${date}`, { key: KEYS.read });
    expect(page.status).toBe(200);
  });

  it('a report that does not exist is not found', async () => {
    expect((await call('/api/v1/reports/monthly', { key: KEYS.read })).status).toBe(404);
  });
});

describe('while D1 has no answer', () => {
  const off = { USE_D1_READS: 'false' };
  const away = { PREDICT_JOBS_DB: awayDatabase() };

  it.each([
    ['is switched off', off],
    ['cannot be reached', away],
  ])('because it %s, the report comes from KV and says so', async (_why, change) => {
    await inKv(ran('pre-market', '08:31'));
    expect(await report('pre-market', '', change)).toMatchObject({
      state: 'present',
      source: 'kv',
      content: { high_confidence: [{ symbol: 'AAPL' }] },
    });
    const stale = await report('pre-market', '?date=2026-01-12&stale=true', change);
    expect(stale).toMatchObject({ state: 'stale', source: 'kv' });
    expect(stale.notice).toMatch(/^KV holds nothing/);
  });

  it.each([
    ['is switched off', off, 'Reads from D1 are switched off'],
    ['cannot be reached', away, 'D1 cannot be read'],
  ])('because it %s, nothing is said to be missing that only D1 may have: a 503 says why', async (_, change, why) => {
    await inKv(ran('pre-market', '08:31'));
    const pages = [
      ['intraday', 'intraday-check', ''],
      ['end-of-day', 'end-of-day-summary', '?stale=true'],
      ['weekly', 'weekly-review', '?date=2026-W02'],
      ['pre-market', 'pre-market-briefing', '?date=2026-01-07'],
    ];
    for (const [type = '', page = '', query = ''] of pages) {
      const answer = await call(`/api/v1/reports/${type}${query}`, { key: KEYS.read, env: change });
      expect(answer.status, type).toBe(503);
      expect(await jsonOf(answer)).toMatchObject({ detail: `${why}, and KV does not hold this.` });
      const html = await call(`/${page}${query}`, { key: KEYS.read, env: change });
      expect([html.status, html.headers.get('content-type')], page).toEqual([503, 'text/html; charset=utf-8']);
      expect(await html.text()).toContain(why);
    }
  });

  it.each(['', '?stale=true'])('KV tells of a run that brought nothing why it did not: %j', async (query) => {
    const failed: Partial<JobCompletedData['execution']> = { status: 'failed', errors: ['out of quota'] };
    await inKv({ ...ran('pre-market', '08:31', 'bullish', THURSDAY, failed), results: [] });
    const answer = await report('pre-market', query, off);
    expect(answer).toMatchObject({ state: 'no_data', has_content: false });
    expect(answer.notice).toContain('out of quota');
  });

  it('the weekly review is made of the last run of each day', async () => {
    itIs('17:00', '2026-01-12');
    await inKv(ran('end-of-day', '16:06', 'bullish', '2026-01-06'));
    await inKv(ran('end-of-day', '16:06', 'bearish', '2026-01-07'));
    expect(await report('weekly', '', off)).toMatchObject({
      source: 'kv',
      content: { flips: [{ symbol: 'AAPL', date: '2026-01-07' }] },
    });
  });

  it('values of old producers are read as well', async () => {
    const old = { symbols_analyzed: ['AAPL'], sentiment_signals: { AAPL: { sentiment: 'bullish', confidence: 0.9 } } };
    await env.ANALYSIS_KV.put(
      `analysis_${THURSDAY}`,
      JSON.stringify({ ...old, timestamp: '2026-01-08T13:31:00.000Z' }),
    );
    expect(await report('pre-market', '', off)).toMatchObject({
      source: 'kv',
      content: { high_confidence: [{ symbol: 'AAPL', confidence: 0.9 }] },
    });
  });

  it('and KV none either, that is a 503', async () => {
    const change = { ...away, ANALYSIS_KV: awayKv() };
    const response = await call('/api/v1/reports/pre-market', { key: KEYS.read, env: change });
    expect(response.status).toBe(503);
    expect(await jsonOf(response)).toMatchObject({
      success: false,
      type: 'urn:jobledger:problem:stores-unavailable',
    });
    const page = await call('/weekly-review', { key: KEYS.read, env: change });
    expect([page.status, page.headers.get('content-type')]).toEqual([503, 'text/html; charset=utf-8']);
    expect(await page.text()).toContain('No store has an answer');
  });

  it('a value of KV that is no analysis is none', async () => {
    await env.ANALYSIS_KV.put(`analysis_${THURSDAY}`, '<html>');
    const response = await call('/api/v1/reports/pre-market', { key: KEYS.read, env: off });
    expect(response.status).toBe(503);
  });
});

it('what D1 does not have yet is looked for in KV', async () => {
  await inKv(ran('pre-market', '08:31'));
  expect(await report('pre-market')).toMatchObject({ state: 'present', source: 'kv' });
});

it('the summary tells the moves that were known on its day', async () => {
  const { queue, deliver } = openQueue();
  await runSlot(slotPorts(slot('pre-market').at, queue), slot('pre-market'));
  await deliver();
  const prices = () => Promise.resolve({ close: 101, previous_close: 100 });
  await runSlot({ ...slotPorts(slot('end-of-day').at, queue, HEADLINES.bad), prices }, slot('end-of-day'));
  await deliver();
  itIs('09:00', '2026-01-12');
  expect(await report('end-of-day', `?date=${THURSDAY}`)).toMatchObject({
    content: { symbols: [{ market: { percent: 1 } }, { market: { percent: 1 } }], accuracy: { compared: 2 } },
  });
});

it('reading writes nothing', async () => {
  await store(ran('pre-market', '08:31'));
  const contents = async () => [
    (await env.PREDICT_JOBS_DB.prepare('SELECT id, persisted_at FROM job_executions').all()).results,
    (await env.ANALYSIS_KV.list()).keys,
  ];
  const before = await contents();
  for (const type of ['pre-market', 'intraday', 'end-of-day', 'weekly']) await report(type, '?stale=true');
  expect(await contents()).toEqual(before);
});
