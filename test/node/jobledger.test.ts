import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type Manifest, newestBackup, readBackup } from '../../cli/database/backup.ts';
import { runToEnd } from './command.ts';
import { startOddServer } from './odd-server.ts';

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
    [['flags', 'get', '--url', 'https://jobledger.example.workers.dev'], 'add --remote'],
    [['jobs', 'history', '--status', 'bogus'], 'Allowed choices are success'],
    [['restore', '--persist-to', '/nowhere', '--backups', '/nowhere'], 'Name a backup'],
    [['dead-letters', 'replay', 'a', 'b', '--edit', 'package.json', ...NOWHERE], 'name its id'],
    [['dead-letters', 'replay', 'a', '--edit', 'README.md', ...NOWHERE], 'is not JSON'],
    [['move'], 'unknown command'],
  ])('ends with 2 on wrong usage: %o', async (args, reason) => {
    const { code, output } = await runToEnd(['jobledger', ...args], { JOBLEDGER_URL: undefined });
    expect([code, output]).toEqual([2, expect.stringContaining(reason)]);
  });

  it('ends with 2 where Jobledger finds a parameter wrong', async () => {
    const problem = JSON.stringify({ success: false, status: 400, title: 'Bad request', detail: 'from is no date' });
    const { url, stop } = await startOddServer('application/problem+json', problem, 400);
    const { code, output } = await jobledger(
      'jobs',
      'history',
      '--from',
      '2026-13-01',
      '--url',
      url,
      '--key',
      'any-key',
    );
    stop();
    expect([code, output]).toEqual([2, expect.stringContaining('from is no date')]);
  });

  it('asks where JOBLEDGER_URL says, also with --local', async () => {
    const { url, stop } = await startOddServer('application/json', '{}');
    const { output } = await runToEnd(['jobledger', 'flags', 'get', '--local', '--key', 'k'], { JOBLEDGER_URL: url });
    stop();
    expect(output).toContain(`What answers at ${url}`);
  });

  it('ends with 3 for dead letters that are not open, and names them', async () => {
    const answer = { success: true, dry_run: false, results: [{ id: 'a', outcome: 'sent' }], next_cursor: null };
    const { url, stop } = await startOddServer('application/json', JSON.stringify(answer));
    const { code, output } = await jobledger('dead-letters', 'replay', 'a', 'b', '--url', url, '--key', 'any-key');
    stop();
    expect([code, output]).toEqual([3, expect.stringContaining('No open dead letter has the id b.')]);
    expect(output).toContain('sent');
  });

  it('says which store the history comes from, and what it may lack', async () => {
    const answer = { success: true, count: 0, jobs: [], next_cursor: null, source: 'kv', warnings: ['No reports.'] };
    const { url, stop } = await startOddServer('application/json', JSON.stringify(answer));
    const { code, output } = await jobledger('jobs', '--url', url, '--key', 'any-key');
    stop();
    expect([code, output]).toEqual([0, expect.stringMatching(/No job\.\s+Source: kv\.\s+No reports\./)]);
  });

  it('leaves no folder behind where there is nothing to back up', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'jobledger-empty-'));
    const places = ['--persist-to', join(folder, 'state'), '--backups', join(folder, 'backups')];
    const { code, output } = await jobledger('backup', ...places);
    expect([code, output]).toEqual([1, expect.stringContaining('There is no database yet')]);
    expect(readdirSync(folder)).toEqual([]);
    rmSync(folder, { recursive: true });
  });

  it('ends with 5 where nothing answers, and says how to start it', async () => {
    const { code, output } = await jobledger('flags', 'get', ...NOWHERE);
    expect([code, output]).toEqual([5, expect.stringMatching(/does not answer at http:\/\/\S+\. .*npm start/)]);
  });

  it.each([
    ['text/html', '<h1>hello</h1>'],
    ['application/json', '{}'],
    ['application/json', '"x"'],
    ['application/json', ''],
  ])('ends with 5 where somebody else answers: %s %s', async (type, text) => {
    const { url, stop } = await startOddServer(type, text);
    const { code, output } = await jobledger('flags', 'get', '--url', url, '--key', 'any-key-at-all');
    stop();
    expect([code, output]).toEqual([5, expect.stringContaining('is not Jobledger')]);
    expect(output).not.toMatch(/^ +at /m);
  });

  it.each([
    [['flags', 'get', ...NOWHERE], 5, 'UNREACHABLE'],
    [['flags', 'get', '--url', 'localhost:1', '--key', 'k'], 2, 'NO_URL'],
    [['flags', 'get', '--url', 'http://localhost:1', '--key', 'ключ'], 2, 'NO_KEY'],
    [['jobs', 'history', '--limit', 'all'], 2, 'USAGE'],
    [['restore', '/nowhere'], 1, 'NO_BACKUP'],
    [['restore', '--timestamp', '2026-01-08T12:00:00Z'], 2, 'WHICH'],
    [['restore', '--remote', '--timestamp', 'yesterday', '--yes'], 2, 'NO_INSTANT'],
    [['dead-letters', 'replay', 'a', '--edit', '/nowhere', ...NOWHERE], 2, 'NO_FILE'],
  ])('with --json says in JSON why there is no answer: %o', async (args, exitCode, name) => {
    const { code, stdout } = await jobledger(...args, '--json');
    expect(code).toBe(exitCode);
    expect(JSON.parse(stdout)).toMatchObject({ error: { code: name } });
  });

  it.each(['', '{', '[]', '{"version":1}'])('takes no damaged manifest for a backup: %j', (text) => {
    const folder = mkdtempSync(join(tmpdir(), 'jobledger-damaged-'));
    writeFileSync(join(folder, 'manifest.json'), text);
    expect(() => readBackup(folder)).toThrow('is not the manifest of a backup');
    rmSync(folder, { recursive: true });
  });

  it('finds a backup in a folder of any name', () => {
    const folder = mkdtempSync(join(tmpdir(), 'jobledger [odd] {name} *'));
    const target = { persistTo: join(folder, 'state') };
    const manifest: Manifest = {
      version: 1,
      created_at: '2026-01-08T12:00:00.000Z',
      where: 'local',
      database: 'predict-jobs',
      source: target.persistTo,
      dump: { file: 'database.sql', bytes: 0, sha256: '' },
      tables: [],
    };
    mkdirSync(join(folder, 'damaged'));
    writeFileSync(join(folder, 'damaged', 'manifest.json'), '{');
    mkdirSync(join(folder, 'a backup'));
    writeFileSync(join(folder, 'a backup', 'manifest.json'), JSON.stringify(manifest));
    expect(newestBackup(target, folder)?.folder).toBe(join(folder, 'a backup'));
    rmSync(folder, { recursive: true });
  });

  it('says without a stack what the machine refuses', async () => {
    const file = join(mkdtempSync(join(tmpdir(), 'jobledger-file-')), 'a file');
    writeFileSync(file, '');
    const { code, output } = await jobledger('backup', '--backups', file);
    rmSync(dirname(file), { recursive: true });
    expect([code, output]).toEqual([1, expect.stringContaining('ENOTDIR')]);
    expect(output).not.toMatch(/^ +at /m);
  });

  it('explains Time Travel, and does nothing, before a remote database is put back', async () => {
    const { code, output } = await jobledger('restore', '--remote');
    expect([code, output]).toEqual([4, expect.stringContaining('wrangler d1 time-travel info PREDICT_JOBS_DB')]);
  });
});
