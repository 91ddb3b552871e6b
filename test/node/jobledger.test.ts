import { describe, expect, it } from 'vitest';
import { runToEnd } from './command.ts';

const jobledger = (...args: string[]) => runToEnd(['jobledger', ...args]);
const NOWHERE = ['--url', 'http://localhost:1', '--key', 'any-key-at-all'];

describe('npx jobledger', () => {
  it('explains its commands and exit codes', async () => {
    const { code, output } = await jobledger('--help');
    expect(code).toBe(0);
    for (const name of [
      'backup',
      'migrate',
      'restore',
      'backfill',
      'verify',
      'flags',
      'cutover',
      'rollback',
      'dead-letters',
      'jobs',
    ])
      expect(output).toMatch(new RegExp(`^  ${name}\\b`, 'm'));
    expect(output).toContain('refused for safety; nothing was changed');
  });

  it.each([
    [['flags', 'set', 'd1_reads=maybe'], 'Like d1_reads=on'],
    [['flags', 'set'], 'missing required argument'],
    [['verify', '--local', '--remote'], 'cannot be used with'],
    [['jobs', 'history', '--limit', '0'], 'Not a whole number above zero'],
    [['dead-letters', 'replay', ...NOWHERE], 'Name dead letters by their ids'],
    [['verify', '--remote', '--key', 'any-key-at-all'], 'JOBLEDGER_URL'],
    [['move'], 'unknown command'],
  ])('ends with 2 on wrong usage: %o', async (args, reason) => {
    const { code, output } = await runToEnd(['jobledger', ...args], { JOBLEDGER_URL: undefined });
    expect([code, output]).toEqual([2, expect.stringContaining(reason)]);
  });

  it('ends with 5 where nothing answers, and says how to start it', async () => {
    const { code, output } = await jobledger('flags', 'get', ...NOWHERE);
    expect([code, output]).toEqual([5, expect.stringContaining('npm start')]);
  });

  it('explains Time Travel, and does nothing, before a remote database is put back', async () => {
    const { code, output } = await jobledger('restore', '--remote');
    expect([code, output]).toEqual([4, expect.stringContaining('wrangler d1 time-travel info PREDICT_JOBS_DB')]);
  });
});
