import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { createServer, type RequestListener, type Server } from 'node:http';
import { type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { runAnalysis } from '../../cli/demo-run.ts';
import { jobTable, type ShownJob } from '../../cli/job-table.ts';
import { createClient } from '../../client/index.ts';
import { pressCtrlC, processesMentioning, runToEnd, startCommand } from './command.ts';

const SYMBOLS = ['AAPL', 'MSFT', 'GOOGL', 'TSLA', 'NVDA'];

describe('npm run demo', { timeout: 120_000 }, () => {
  let folder = '';
  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'jobledger-demo-test-'))));
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('prints a persisted job with a result for each symbol, exits 0 and leaves nothing behind', async () => {
    const { code, output } = await runToEnd(['demo'], { TMPDIR: folder });
    expect(output).toMatch(/analysis [0-9A-Z]{26}: (success|partial)/);
    for (const symbol of SYMBOLS) expect(output).toMatch(new RegExp(`│ ${symbol} +│ (bullish|bearish|neutral) `));
    expect(code).toBe(0);
    expect(processesMentioning(folder)).toEqual([]);
    expect(readdirSync(folder).filter((name) => name.startsWith('jobledger-demo-'))).toEqual([]);
  });

  it.each(['Preparing a database', 'Starting the Worker', 'Analysing'])(
    'leaves nothing behind on Ctrl-C at "%s"',
    async (moment) => {
      const demo = startCommand(['demo'], { TMPDIR: folder });
      await demo.printed(moment);
      pressCtrlC(demo);
      expect(await demo.ended).not.toBe(0);
      expect(processesMentioning(folder)).toEqual([]);
      expect(readdirSync(folder).filter((name) => name.startsWith('jobledger-demo-'))).toEqual([]);
    },
  );
});

describe('runAnalysis', () => {
  let server: Server;
  afterEach(() => server.close());

  it.each([
    ['the trigger is refused', 401, 404, /refused: 401 No key/],
    ['the job cannot be read', 202, 503, /cannot be read: 503 No key/],
    ['the job is never persisted', 202, 404, /K1 was accepted, but not persisted within 0.3 s/],
  ])('fails with the reason when %s', async (_, triggered, read, reason) => {
    const url = await listen(({ method }, response) => {
      const status = method === 'POST' ? triggered : read;
      const body = status === 202 ? { execution_key: 'K1', status_url: '/' } : { title: 'No', detail: 'No key' };
      response.writeHead(status, { 'Content-Type': 'application/problem+json' }).end(JSON.stringify(body));
    });
    const run = {
      client: createClient({ url, key: 'k' }),
      signal: new AbortController().signal,
      persistedWithinMs: 300,
    };
    await expect(runAnalysis(run, ['AAPL'])).rejects.toThrow(reason);
  });

  async function listen(answer: RequestListener): Promise<string> {
    server = createServer(answer).listen(0, '127.0.0.1');
    await new Promise((resolve) => server.once('listening', resolve));
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  }
});

describe('the table', () => {
  const job: ShownJob['job'] = {
    execution_key: '01K0000000000000000000000A',
    job_type: 'analysis',
    status: 'partial',
    execution_date: '2026-01-08',
    executed_at: '2026-01-08T13:30:00.000Z',
    execution_time_ms: 12,
    errors: ['TSLA: no news'],
  };
  const result: ShownJob['results'][number] = {
    symbol: 'AAPL',
    sentiment: 'bullish',
    confidence: 0,
    direction: 'UP',
    reasoning: 'Strong quarter',
    news_count: 0,
    error: null,
  };

  it('shows zeros as zeros and what is absent as a dash', () => {
    const absent = { ...result, symbol: 'TSLA', sentiment: null, confidence: null, news_count: null, error: 'no news' };
    const text = jobTable({ job, results: [result, absent] });
    expect(text).toMatch(/│ AAPL +│ bullish +│ +0\.00 │ UP +│ +0 │ Strong quarter +│/);
    expect(text).toMatch(/│ TSLA +│ – +│ +– │ UP +│ +– │ no news +│/);
    expect(text).toContain('partial in 12 ms, business date 2026-01-08');
    expect(text).toContain('TSLA: no news\n');
  });

  it("cannot be made to move the terminal's cursor by stored text", () => {
    const text = jobTable({ job, results: [{ ...result, reasoning: '\u001b[2Jgone\u0007\r\nnext' }] });
    expect(text.replaceAll('\n', '')).not.toMatch(/\p{Cc}/u);
    expect(text).toContain('[2Jgone next');
  });
});
