import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import * as z from 'zod';
import type { JobledgerClient } from '../../../client/index.ts';
import { KEY, type LocalWorker } from '../local-worker.ts';
import { FlagsAnswer } from './answers.ts';
import { jobledger } from './command.ts';
import type { Installation, Size } from './installation.ts';

const WITHIN_MS = 60_000;

export interface RolloutOptions extends Size {
  report: (line: string) => void;
  /** Also what is refused, what a second run finds, what a dry run predicts, and a restored backup. */
  thorough: boolean;
}

export type Report = RolloutOptions['report'];

/** Where its database and its backups are, as flags. */
export const places = ({ state, backups }: Installation) => ['--persist-to', state, '--backups', backups];

/** An installation that is served. */
export interface Stage {
  thorough: boolean;
  installation: Installation;
  url: string;
  client: JobledgerClient;
  run: (...args: string[]) => ReturnType<typeof jobledger>;
  report: Report;
}

export function stageOf(
  installation: Installation,
  { url, client }: LocalWorker,
  { report, thorough }: RolloutOptions,
): Stage {
  const run = (...args: string[]) =>
    jobledger([...args, '--url', url, '--key', KEY, ...(args[0] === 'rollback' ? places(installation) : [])], report);
  return { thorough, installation, url, client, run, report };
}

/** Sets flags, and sees that they are so. */
export async function flagsBecome({ run }: Stage, settings: readonly string[]): Promise<void> {
  const ran = await run('flags', 'set', ...settings);
  assert.equal(ran.code, 0, ran.output);
  const { flags } = FlagsAnswer.parse(ran.json);
  for (const setting of settings) {
    const [name = '', value] = setting.split('=');
    assert.equal(flags[name], value === 'on');
  }
}

/** Runs an analysis and waits until D1 has it. */
export async function analyse(stage: Stage): Promise<void> {
  await stored(stage, await accepted(stage));
}

/** Runs an analysis; returns its key. */
export async function accepted({ client }: Stage): Promise<string> {
  const { data, error } = await client.POST('/api/v1/sentiment/analysis', {
    body: { symbols: ['AAPL', 'TSLA'] },
    params: {},
  });
  assert.ok(data, JSON.stringify(error));
  return data.execution_key;
}

/** A job of the database has a number; one read from KV has none. */
export async function stored({ client }: Stage, key: string): Promise<void> {
  const deadline = Date.now() + WITHIN_MS;
  while (Date.now() < deadline) {
    const { data } = await client.GET('/api/v1/jobs/{id}', { params: { path: { id: key } } });
    if (data?.source === 'd1') return;
    await sleep(100);
  }
  assert.fail(`${key} did not arrive`);
}

export async function history({ client }: Stage) {
  const { data, error } = await client.GET('/api/v1/jobs/history', { params: { query: { limit: 200 } } });
  assert.ok(data, JSON.stringify(error));
  return data;
}

/** When D1 last took in a result, over every page of the executions. */
export async function lastPersisted({ client }: Stage): Promise<string> {
  await setFlag(client, true);
  const { data } = await client.GET('/api/v1/jobs/history', {
    params: { query: {} },
    headers: { accept: 'application/x-ndjson' },
    parseAs: 'text',
  });
  await setFlag(client, false);
  const rows = String(data)
    .trim()
    .split('\n')
    .map((line) => z.looseObject({ persisted_at: z.string().nullable() }).parse(JSON.parse(line)));
  return JSON.stringify([
    rows.length,
    rows
      .map(({ persisted_at }) => persisted_at ?? '')
      .sort()
      .at(-1),
  ]);
}

const setFlag = (client: JobledgerClient, on: boolean) => client.PUT('/api/v1/flags', { body: { d1_reads: on } });
