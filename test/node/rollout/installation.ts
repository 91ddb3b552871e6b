import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { wrangler } from '../../../cli/wrangler.ts';
import { type LegacyEntry, legacyEntries } from '../../fixtures/legacy/keys.ts';
import { LEGACY_SCHEMA, legacyRows } from '../../fixtures/legacy/rows.ts';
import { type LocalWorker, serveWorker } from '../local-worker.ts';

/** Of what cannot be read the least there is: a value to be looked at, and a test's, which is none. */
const UNREAD: LegacyEntry[] = [
  {
    key: 'analysis_2026-01-05_BROKEN',
    text: '{"sentiment_signals": {',
    shape: 'not_json',
    executions: 0,
    skipped: 'not_json',
  },
  {
    key: 'analysis_2026-01-05_TEST',
    text: '{"test_mode": true}',
    shape: 'test_value',
    executions: 0,
    skipped: 'test_value',
  },
];

/** A running legacy installation: its KV store, its database, and the folders of the test. */
export interface Installation {
  folder: string;
  state: string;
  backups: string;
  entries: LegacyEntry[];
  rows: number;
}

export interface Size {
  keys: number;
  rows: number;
}

/** Makes a legacy installation of generated keys over several years and rows. */
export async function makeInstallation({ keys, rows }: Size): Promise<Installation> {
  const folder = mkdtempSync(join(tmpdir(), 'jobledger-rollout-'));
  const state = join(folder, 'state');
  const entries = [...legacyEntries({ count: keys }), ...UNREAD];
  const values = join(folder, 'kv.json');
  writeFileSync(values, JSON.stringify(entries.map(({ key, text }) => ({ key, value: text }))));
  const sql = join(folder, 'legacy.sql');
  const filled = legacyRows({ jobs: rows, predictions: Math.ceil(rows / 10), days: Math.ceil(rows / 100) });
  writeFileSync(sql, `${[...LEGACY_SCHEMA, ...filled].join(';\n')};\n`);
  const at = ['--local', '--persist-to', state];
  await wrangler(['d1', 'execute', 'PREDICT_JOBS_DB', ...at, '--yes', '--file', sql]);
  await wrangler(['kv', 'bulk', 'put', values, '--binding', 'ANALYSIS_KV', ...at]);
  return { folder, state, backups: join(folder, 'backups'), entries, rows };
}

/** Serves it as it is. */
export const serveInstallation = ({ state }: Installation): Promise<LocalWorker> => serveWorker(state);

export const removeInstallation = ({ folder }: Installation): void => rmSync(folder, { recursive: true, force: true });
