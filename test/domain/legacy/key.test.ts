import { describe, expect, it } from 'vitest';
import { parseLegacyKey } from '../../../src/domain/legacy/key.ts';

describe('the keys of old values', () => {
  it.each([
    ['analysis_2026-01-08', { job_type: 'analysis', time: null, symbol: null }],
    ['analysis_2026-01-08_073000', { job_type: 'analysis', time: '07:30:00', symbol: null }],
    ['analysis_2026-01-08_TSLA', { job_type: 'analysis', time: null, symbol: 'TSLA' }],
    ['analysis_2026-01-08_brk.b', { job_type: 'analysis', time: null, symbol: 'BRK.B' }],
    ['analysis_2026-01-08_^GSPC', { job_type: 'analysis', time: null, symbol: '^GSPC' }],
    ['analysis_AAPL_2026-01-08', { job_type: 'analysis', time: null, symbol: 'AAPL' }],
    ['analysis_BRK-B_2026-01-08', { job_type: 'analysis', time: null, symbol: 'BRK-B' }],
    ['analysis_AAPL_2026-01-08_160500', { job_type: 'analysis', time: '16:05:00', symbol: 'AAPL' }],
    // No time has 99 minutes, but a symbol may have six digits.
    ['analysis_2026-01-08_129900', { job_type: 'analysis', time: null, symbol: '129900' }],
    ['morning_predictions_2026-01-08', { job_type: 'morning_predictions', time: null, symbol: null }],
    ['sector_rotation_XLK_2026-01-08', { job_type: 'sector_rotation', time: null, symbol: 'XLK' }],
    ['runs/nightly-2026-01-08', { job_type: 'runs/nightly', time: null, symbol: null }],
    ['job:report:2026-01-08', { job_type: 'job:report', time: null, symbol: null }],
    ['REPORT_2026-01-08', { job_type: 'REPORT', time: null, symbol: null }],
  ])('reads %s', (key, expected) => {
    expect(parseLegacyKey(key)).toEqual({ ok: true, key: { key, date: '2026-01-08', ...expected } });
  });

  it.each([
    'analysis_2026-02-30',
    'analysis_2026-13-01_AAPL',
    'analysis_AAPL_2025-02-29',
    'analysis_0000-00-00_073000',
    'weekly_report_2026-06-31',
  ])('says of %s that its date does not exist', (key) => {
    expect(parseLegacyKey(key)).toMatchObject({ ok: false, reason: 'impossible_date' });
  });

  it.each([
    '',
    'analysis_',
    'analysis_weekly',
    'analysis_20260108',
    'analysis_2026-1-8',
    'analysis_weekly_review_2026-01-08',
    'analysis_2026-01-08_AAPL_TSLA',
    'analysis_AAPL_2026-01-08_TSLA',
    'analysis_2026-01-01_2026-01-08',
    'analysis_2026-01-08_far-too-long-for-a-symbol',
    '2026-01-08',
    'with spaces in it_2026-01-08',
    `${'x'.repeat(600)}_2026-01-08`,
  ])('does not know %s', (key) => {
    expect(parseLegacyKey(key)).toMatchObject({ ok: false, reason: 'unknown_key' });
  });
});
