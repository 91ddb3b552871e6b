import { env } from 'cloudflare:workers';
import { beforeEach, describe, expect, it } from 'vitest';
import { NotAccepted } from '../../producers/publish.ts';
import { runSlot, type SchedulePorts } from '../../producers/schedule.ts';
import { Report } from '../../schema/report.ts';
import { slotExecutionKey } from '../../src/domain/slots.ts';
import { awayDatabase, awayKv, unreadableKv } from '../fixtures/away.ts';
import { HEADLINES, openQueue, slot, slotPorts, THURSDAY } from '../fixtures/slots.ts';

interface Row {
  execution_key: string;
  job_type: string;
  report_type: string;
  status: string;
  execution_date: string;
  errors: string;
  metadata: string;
}

const rows = async (): Promise<Row[]> =>
  (await env.PREDICT_JOBS_DB.prepare('SELECT * FROM job_executions ORDER BY executed_at, id').all<Row>()).results;

async function archived(key: string) {
  const row = await env.PREDICT_JOBS_DB.prepare(
    `SELECT report_content, html_snapshot FROM scheduled_job_results
     WHERE result_type = 'report_snapshot' AND job_execution_id = (SELECT id FROM job_executions WHERE execution_key = ?)`,
  )
    .bind(key)
    .first<{ report_content: string; html_snapshot: string }>();
  if (!row) throw new Error('no snapshot');
  return { report: Report.parse(JSON.parse(row.report_content)), html: row.html_snapshot };
}

let { queue, deliver, events } = openQueue();
beforeEach(() => ({ queue, deliver, events } = openQueue()));

const portsAt = (name: Parameters<typeof slot>[0], headlines = HEADLINES.good, date = THURSDAY) =>
  slotPorts(slot(name, date).at, queue, headlines);

describe('a slot', () => {
  it('runs the analysis, then stores the report on it as an execution of its own', async () => {
    const premarket = slot('pre-market');
    const outcome = await runSlot(portsAt('pre-market'), premarket);
    expect(outcome).toEqual({ slot: 'pre-market', date: THURSDAY, analysis: 'success', report: 'success' });
    await deliver();

    const stored = await rows();
    expect(stored).toMatchObject([
      { job_type: 'analysis', report_type: 'pre-market', status: 'success', execution_date: THURSDAY },
      { job_type: 'report', report_type: 'pre-market', status: 'success', execution_date: THURSDAY },
    ]);
    expect(stored.map(({ execution_key }) => execution_key)).toEqual([
      await slotExecutionKey(premarket),
      await slotExecutionKey(premarket, 'report'),
    ]);
    expect(stored.map(({ metadata }) => JSON.parse(metadata) as unknown)).toMatchObject([
      { slot: 'pre-market', trigger_source: 'cron', source: 'analysis' },
      { slot: 'pre-market', trigger_source: 'cron', source: 'report' },
    ]);
    const { report, html } = await archived(await slotExecutionKey(premarket, 'report'));
    expect(report).toMatchObject({ report_type: 'pre-market', state: 'present', business_date: THURSDAY });
    expect(html).toMatch(/^<!doctype html>/);
    expect(html).toContain('AAPL');
  });

  it('compares with what the day stored before, also while that is only in KV', async () => {
    await runSlot(portsAt('pre-market'), slot('pre-market'));
    await deliver();
    await runSlot(portsAt('intraday', HEADLINES.bad), slot('intraday'));
    await deliver();
    const { report } = await archived(await slotExecutionKey(slot('intraday'), 'report'));
    expect(report).toMatchObject({ source: 'd1', content: { counts: { reversed: 1, consistent: 1 } } });

    await runSlot({ ...portsAt('end-of-day', HEADLINES.bad), d1Reads: false }, slot('end-of-day'));
    await deliver();
    const close = await archived(await slotExecutionKey(slot('end-of-day'), 'report'));
    expect(close.report).toMatchObject({
      source: 'kv',
      content: { symbols: [{ midday: { sentiment: 'bearish' } }, {}] },
    });
  });

  it.each([
    ['at once', false],
    ['once the first is stored', true],
  ])('that its cron starts twice, %s, is one run', async (_when, storedBetween) => {
    const premarket = slot('pre-market');
    await runSlot(portsAt('pre-market'), premarket);
    if (storedBetween) await deliver();
    const second = await runSlot(slotPorts(premarket.at + 30_000, queue), premarket);
    expect(second.analysis).toBe(storedBetween ? 'stored' : 'success');
    expect(second.report).toBe(storedBetween ? 'stored' : 'success');
    await deliver();
    expect((await rows()).map(({ job_type }) => job_type)).toEqual(['analysis', 'report']);
  });

  it('whose report is missing gets it from the stored analysis', async () => {
    const premarket = slot('pre-market');
    const key = await slotExecutionKey(premarket, 'report');
    await runSlot(portsAt('pre-market'), premarket);
    await deliver();
    await env.PREDICT_JOBS_DB.prepare('DELETE FROM job_executions WHERE execution_key = ?').bind(key).run();
    const outcome = await runSlot(portsAt('pre-market'), premarket);
    expect(outcome).toMatchObject({ analysis: 'stored', report: 'success' });
    await deliver();
    expect((await archived(key)).report).toMatchObject({ state: 'present' });
  });

  it('of a day gone by keeps that date', async () => {
    await runSlot(slotPorts(Date.parse('2026-01-20T03:00:00.000Z'), queue), slot('pre-market'));
    await deliver();
    expect(await rows()).toMatchObject([{ execution_date: THURSDAY }, { execution_date: THURSDAY }]);
  });
});

describe('the weekly review', () => {
  const sunday = '2026-01-11';

  it('has no analysis of its own and reads the week that is stored', async () => {
    await runSlot(portsAt('pre-market'), slot('pre-market'));
    await runSlot(portsAt('end-of-day', HEADLINES.bad), slot('end-of-day'));
    await deliver();
    await runSlot(portsAt('pre-market', HEADLINES.good, '2026-01-09'), slot('pre-market', '2026-01-09'));
    await deliver();
    const outcome = await runSlot(portsAt('weekly', HEADLINES.good, sunday), slot('weekly', sunday));
    expect(outcome).toEqual({ slot: 'weekly', date: sunday, analysis: null, report: 'success' });
    await deliver();
    const { report } = await archived(await slotExecutionKey(slot('weekly', sunday), 'report'));
    expect(report).toMatchObject({
      business_date: sunday,
      content: { week: '2026-W02', flips: [{ symbol: 'AAPL', date: '2026-01-09', from: 'bearish', to: 'bullish' }] },
    });
  });

  it('of a week without results is a failed one that says so', async () => {
    expect(await runSlot(portsAt('weekly', HEADLINES.good, sunday), slot('weekly', sunday))).toMatchObject({
      report: 'failed',
    });
    await deliver();
    expect(await rows()).toMatchObject([{ job_type: 'report', status: 'failed', execution_date: sunday }]);
  });
});

describe('when something fails', () => {
  it('an analysis that breaks down is stored as failed, with its reason, and so is its report', async () => {
    const ports = portsAt('pre-market');
    ports.jobs.analysis.model = { name: 'broken', classify: () => Promise.reject(new TypeError('no such model')) };
    expect(await runSlot(ports, slot('pre-market'))).toMatchObject({ analysis: 'failed', report: 'failed' });
    await deliver();
    const [analysis, report] = await rows();
    expect(analysis).toMatchObject({ status: 'failed', errors: '["the analysis broke down: no such model"]' });
    expect(report?.errors).toContain('no such model');
  });

  it('a report that breaks down leaves the analysis stored', async () => {
    const ports: SchedulePorts = { ...portsAt('end-of-day'), db: awayDatabase() };
    ports.jobs.publish.kv = unreadableKv(env.ANALYSIS_KV);
    expect(await runSlot(ports, slot('end-of-day'))).toMatchObject({ analysis: 'success', report: 'failed' });
    await deliver();
    expect(await rows()).toMatchObject([
      { job_type: 'analysis', status: 'success' },
      { job_type: 'report', status: 'failed', errors: '["the report broke down: neither D1 nor KV can be read"]' },
    ]);
  });

  it('D1 alone does not keep a slot from running', async () => {
    await runSlot(portsAt('pre-market'), slot('pre-market'));
    await deliver();
    const ports = { ...portsAt('intraday', HEADLINES.bad), db: awayDatabase() };
    expect(await runSlot(ports, slot('intraday'))).toMatchObject({ analysis: 'success', report: 'success' });
    await deliver();
    const { report } = await archived(await slotExecutionKey(slot('intraday'), 'report'));
    expect(report).toMatchObject({ source: 'kv', content: { counts: { reversed: 1 } } });
  });

  it('the invocation fails loudly when neither outbox nor queue takes the run', async () => {
    const ports = portsAt('pre-market');
    const away = { send: () => Promise.reject(new Error('queue is away')) } as unknown as Queue;
    ports.jobs.publish = { ...ports.jobs.publish, kv: awayKv(), queue: away };
    await expect(runSlot(ports, slot('pre-market'))).rejects.toThrow(NotAccepted);
  });
});

describe('market moves', () => {
  const prices = (symbol: string) =>
    symbol === 'AAPL'
      ? Promise.resolve({ close: 99, previous_close: 100 })
      : Promise.reject(new Error('no such symbol'));

  it('stand in the summary of the day itself, and a symbol without a price has none', async () => {
    await runSlot(portsAt('pre-market'), slot('pre-market'));
    await deliver();
    await runSlot({ ...portsAt('end-of-day'), prices }, slot('end-of-day'));
    await deliver();
    const { report } = await archived(await slotExecutionKey(slot('end-of-day'), 'report'));
    expect(report).toMatchObject({
      content: {
        symbols: [
          { symbol: 'AAPL', market: { percent: -1, direction: 'down', agrees: false } },
          { symbol: 'TSLA', market: null },
        ],
        accuracy: { compared: 1, agreed: 0 },
      },
    });
  });

  it("are not asked for on another day, whose prices would not be that day's", async () => {
    const ports = slotPorts(slot('end-of-day').at + 86_400_000, queue);
    await runSlot({ ...ports, prices }, slot('end-of-day'));
    const report = events().find(({ data }) => data.execution.job_type === 'report');
    expect(report?.data.results[0]?.report_content).toMatchObject({ content: { accuracy: null } });
  });
});
