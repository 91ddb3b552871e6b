import { chmodSync, copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import * as z from 'zod';
import { readProductionConfig } from '../../cli/deploy/config-file.ts';
import { deploy, dryRun } from '../../cli/deploy/deploy.ts';
import { CommandError } from '../../cli/entry.ts';
import { wranglerFailed } from '../../cli/wrangler.ts';
import { runToEnd } from './command.ts';

const Account = z.looseObject({
  calls: z.array(z.string()),
  databases: z.array(z.object({ uuid: z.string(), name: z.string() })),
  namespaces: z.array(z.object({ id: z.string(), title: z.string() })),
  queues: z.array(z.string()),
  secretValues: z.object({ API_KEYS: z.string() }).optional(),
});

const EMPTY = { loggedIn: true, calls: [], databases: [], namespaces: [], queues: [], secrets: [] };

let folder = '';
let config = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'jobledger-deploy-test-'));
  config = join(folder, 'wrangler.toml');
  copyFileSync('wrangler.toml', config);
  copyFileSync('test/node/fake-wrangler.js', join(folder, 'wrangler'));
  chmodSync(join(folder, 'wrangler'), 0o755);
  writeFileSync(join(folder, 'package.json'), '{"type":"module"}');
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true, force: true });
});

describe('what wrangler says without a login', () => {
  it.each([
    "In a non-interactive environment, it's necessary to set a CLOUDFLARE_API_TOKEN environment variable for wrangler to work.",
    'Could not authenticate because no credentials were found and the environment is non-interactive. Set a CLOUDFLARE_API_TOKEN environment variable or run `wrangler login` in an interactive terminal first.',
    'Your auth token has expired and could not be refreshed, and the environment is non-interactive. Run `npx wrangler login` in an interactive terminal or set a CLOUDFLARE_API_TOKEN.',
    'You are not logged in.',
  ])('becomes the way to log in: %s', (said) => {
    expect(wranglerFailed(['d1', 'list'], 1, `✘ [ERROR] ${said}\n`)).toMatchObject({
      code: 'NOT_LOGGED_IN',
      message: expect.stringContaining('npx wrangler login') as unknown,
    });
  });

  it('is told from any other failure, which is shown as it is', () => {
    const message: unknown = expect.stringContaining('ended with 7:\nA request failed.');
    expect(wranglerFailed(['d1', 'list'], 7, 'A request failed.')).toMatchObject({ code: 'WRANGLER_FAILED', message });
  });
});

describe('npm run deploy', { timeout: 120_000 }, () => {
  it('creates what is missing, migrates before it deploys, and shows the first key once', async () => {
    const { failure, output, account } = await deployTo(EMPTY);
    expect(failure).toBeNull();
    expect(account.calls).toEqual([
      'whoami --json',
      'd1 list --json',
      'd1 create predict-jobs',
      'd1 list --json',
      'kv namespace list',
      'kv namespace create jobledger-analysis',
      'kv namespace list',
      'queues info job-events',
      'queues create job-events',
      'queues info job-events-dlq',
      'queues create job-events-dlq',
      expect.stringMatching(/^d1 execute PREDICT_JOBS_DB --remote .* FROM jsonb_each/),
      expect.stringMatching(/^d1 execute PREDICT_JOBS_DB --remote .* FROM d1_migrations /),
      expect.stringMatching(/^d1 execute PREDICT_JOBS_DB --remote .* FROM sqlite_master WHERE sql IS NOT NULL$/),
      `d1 migrations apply PREDICT_JOBS_DB --remote --env production --config ${config}`,
      `secret list --env production --config ${config}`,
      expect.stringContaining(`deploy --env production --config ${config} --secrets-file `),
    ]);
    const key = /^admin:([0-9a-f]{40})$/.exec(account.secretValues?.API_KEYS ?? '')?.[1] ?? 'no key';
    expect(output.split(key)).toHaveLength(2);
  });

  it('writes the ids into [env.production], and nothing else', async () => {
    await deployTo(EMPTY);
    expect(readProductionConfig(config)).toMatchObject({
      database: { name: 'predict-jobs', id: 'd1-id-of-predict-jobs' },
      namespaceId: 'kv-id-of-jobledger-analysis',
    });
    expect(changedLines()).toEqual(['database_id = "d1-id-of-predict-jobs"', 'id = "kv-id-of-jobledger-analysis"']);
  });

  it('changes nothing when run again, and neither replaces nor shows the key', async () => {
    const first = await deployTo(EMPTY);
    const toml = readFileSync(config, 'utf8');
    const second = await deployTo({ ...first.account, calls: [] });
    expect(second.failure).toBeNull();
    expect(second.account.calls.filter((call) => /create|--secrets-file/.test(call))).toEqual([]);
    expect(second.account.calls.at(-1)).toBe(`deploy --env production --config ${config}`);
    expect(second.output).not.toContain(first.account.secretValues?.API_KEYS.slice('admin:'.length));
    expect(readFileSync(config, 'utf8')).toBe(toml);
  });

  it('binds an existing database and namespace that the person names', async () => {
    const legacy = {
      ...EMPTY,
      databases: [{ uuid: 'legacy-d1', name: 'stock-jobs' }],
      namespaces: [{ id: 'legacy-kv', title: 'worker-ANALYSIS_KV' }],
    };
    const { failure, account } = await deployTo(legacy, { database: 'stock-jobs', kv: 'legacy-kv' });
    expect(failure).toBeNull();
    expect(account.calls.filter((call) => /^(d1|kv namespace) create/.test(call))).toEqual([]);
    expect(readProductionConfig(config)).toMatchObject({
      database: { name: 'stock-jobs', id: 'legacy-d1' },
      namespaceId: 'legacy-kv',
    });
  });

  it('keeps to the ids in wrangler.toml when resources were renamed', async () => {
    const first = await deployTo(EMPTY);
    const databases = [{ uuid: 'd1-id-of-predict-jobs', name: 'renamed' }];
    const { account } = await deployTo({ ...first.account, calls: [], databases });
    expect(account.calls).not.toContain('d1 create predict-jobs');
    expect(readProductionConfig(config).database).toEqual({ name: 'renamed', id: 'd1-id-of-predict-jobs' });
  });

  it.each([
    ['nobody is logged in', { loggedIn: false }, {}, 'npx wrangler login'],
    ['the named database does not exist', {}, { database: 'typo' }, 'There is no D1 database typo'],
    ['the database cannot run its statements', { isOld: true }, {}, 'does not know jsonb_each'],
    ['a migration fails', { migrationFails: true }, {}, 'near "ALTER": syntax error'],
  ])('stops with the reason, and deploys nothing, when %s', async (_, account, options, reason) => {
    const { failure, account: after } = await deployTo({ ...EMPTY, ...account }, options);
    expect(failure).toBeInstanceOf(CommandError);
    expect(String(failure)).toContain(reason);
    expect(after.calls.filter((call) => call.startsWith('deploy'))).toEqual([]);
  });

  it('migrates a database that holds rows on a fresh backup only', async () => {
    const objects = [{ type: 'table', name: 'jobs', table: 'jobs', sql: 'CREATE TABLE jobs (id INTEGER PRIMARY KEY)' }];
    const { failure, account } = await deployTo({ ...EMPTY, objects }, { backups: folder });
    expect(String(failure)).toContain('npx jobledger backup --remote');
    expect(account.calls.filter((call) => /^(deploy|d1 migrations)/.test(call))).toEqual([]);
  });

  it('prints every command of a first deployment with --dry-run, bundles, and runs nothing else', async () => {
    const { real, dry } = { real: await deployTo(EMPTY), dry: await deployTo(EMPTY, {}, dryRun) };
    expect(dry.account.calls).toEqual([`deploy --env production --config ${config} --dry-run --outdir dist`]);
    const unquoted = (text: string): string => text.replaceAll(/['\\]/g, '');
    for (const call of real.account.calls) {
      expect(unquoted(dry.output)).toContain(unquoted(call.replace(/ --secrets-file .*/, '')));
    }
  });

  it('bundles offline with the real wrangler', async () => {
    const { code, output } = await runToEnd(['deploy', '--dry-run']);
    expect(code).toBe(0);
    expect(output).toContain('--dry-run: exiting now.');
    expect(output).toContain('env.JOB_EVENTS (job-events)');
  });
});

/** Runs a deployment against the account, with the fake first on the PATH. */
async function deployTo(account: object, options: object = {}, run = deploy) {
  const path = join(folder, 'account.json');
  writeFileSync(path, JSON.stringify(account));
  vi.stubEnv('PATH', `${folder}${delimiter}${process.env['PATH'] ?? ''}`);
  vi.stubEnv('FAKE_ACCOUNT', folder);
  const print = vi.spyOn(console, 'log').mockImplementation(() => undefined);
  const failure: unknown = await run({ config, ...options }).then(
    () => null,
    (error: unknown) => error,
  );
  const output = print.mock.calls.flat().join('\n');
  vi.restoreAllMocks();
  return { failure, output, account: Account.parse(JSON.parse(readFileSync(path, 'utf8'))) };
}

function changedLines(): string[] {
  const before = readFileSync('wrangler.toml', 'utf8').split('\n');
  return readFileSync(config, 'utf8')
    .split('\n')
    .filter((line, i) => line !== before[i]);
}
