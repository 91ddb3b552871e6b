import { describe, expect, it } from 'vitest';
import { IngestBody } from '../../schema/api/ingest.ts';
import { ingestedData } from '../../src/domain/ingest.ts';

const AT = Date.parse('2026-01-09T03:00:00.000Z');

const runOf = (body: object) =>
  ingestedData(IngestBody.parse({ job_type: 'a', ...body }), { execution_key: 'k', at: AT }).execution;

const good = { symbol: 'A' };
const bad = { symbol: 'B', error: 'x' };

describe('what a body leaves out', () => {
  it.each([
    ['nothing at all', {}, { status: 'success', symbols_processed: 0 }],
    ['good results', { results: [good] }, { status: 'success', symbols_processed: 1, symbols_successful: 1 }],
    ['mixed results', { results: [good, bad] }, { status: 'partial', symbols_failed: 1 }],
    ['bad results', { results: [bad] }, { status: 'failed', symbols_processed: 1, symbols_failed: 1 }],
    ['counts', { symbols_processed: 5, symbols_failed: 2 }, { status: 'partial', symbols_successful: 3 }],
    ['a whole and its good part', { symbols_processed: 5, symbols_successful: 5 }, { status: 'success' }],
    ['unnamed symbols', { symbols_processed: 3, results: [good] }, { status: 'partial', symbols_failed: 2 }],
    ['a failure of so many', { status: 'failed', symbols_processed: 3 }, { symbols_failed: 3, symbols_successful: 0 }],
    ['only errors', { errors: ['timeout'] }, { status: 'failed' }],
    ['the old word for failed', { status: 'failure' }, { status: 'failed' }],
    ['a failure of the job itself', { status: 'failed', results: [good] }, { status: 'failed', symbols_failed: 0 }],
  ])('is derived from %s', (_what, body, expected) => {
    expect(runOf(body)).toMatchObject(expected);
  });

  it('takes the time it was handed in for the end of the run, and its US Eastern date', () => {
    expect(runOf({ execution_time_ms: 1500.4 })).toMatchObject({
      executed_at: '2026-01-09T02:59:58.500Z',
      execution_date: '2026-01-08',
      revision: AT,
    });
  });

  it('keeps the times it is given', () => {
    const given = { executed_at: '2026-01-08T12:00:00Z', execution_time_ms: 1500, execution_date: '2026-01-07' };
    expect(runOf(given)).toMatchObject({
      executed_at: '2026-01-08T12:00:00.000Z',
      execution_date: '2026-01-07',
      revision: Date.parse('2026-01-08T12:00:01.500Z'),
    });
  });
});
