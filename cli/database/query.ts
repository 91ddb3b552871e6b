import { join } from 'node:path';
import { getPlatformProxy } from 'wrangler';
import * as z from 'zod';
import { CommandError } from '../entry.ts';
import { tryWrangler, wranglerFailed } from '../wrangler.ts';
import { d1Command, inWorkspace, stateFolder, type Target } from './target.ts';

const Answers = z.array(z.object({ results: z.array(z.record(z.string(), z.unknown())) }));
const Refusal = z.object({ error: z.object({ text: z.string() }) });

export type Row = Record<string, unknown>;

/** The command that runs statements, as arguments of wrangler. */
export const queryCommand = (target: Target, statements: readonly string[]): string[] => [
  ...d1Command(target, 'execute'),
  '--json',
  '--yes',
  '--command',
  statements.join('; '),
];

/** Runs statements and returns the rows of each. Throws QUERY_FAILED with what the database said. */
export const query = (target: Target, statements: readonly string[]): Promise<Row[][]> =>
  target.remote ? queryRemote(target, statements) : queryLocal(target, statements);

type Value = string | Uint8Array;

interface LocalStatement {
  bind: (...values: readonly Value[]) => LocalStatement;
}

interface LocalDatabase {
  prepare: (sql: string) => LocalStatement;
  batch: (statements: readonly LocalStatement[]) => Promise<{ results: Row[] }[]>;
}

async function queryLocal(target: Target, statements: readonly string[]): Promise<Row[][]> {
  const answers = await withLocal(target, (db) => db.batch(statements.map((sql) => db.prepare(sql))));
  return answers.map(({ results }) => results);
}

/** Runs statements with values that are too long to stand in them, one after the other, on a local database. */
export const runBound = (target: Target, bound: Iterable<{ sql: string; values: readonly Value[] }>): Promise<void> =>
  withLocal(target, async (db) => {
    for (const { sql, values } of bound) await db.batch([db.prepare(sql).bind(...values)]);
  });

/** In this process: a third of the time that starting wrangler takes. Throws QUERY_FAILED. */
function withLocal<T>(target: Target, work: (db: LocalDatabase) => Promise<T>): Promise<T> {
  return inWorkspace(target, async (_, { config }) => {
    const proxy = await getPlatformProxy<{ PREDICT_JOBS_DB: LocalDatabase }>({
      ...(config !== undefined && { configPath: config }),
      envFiles: [],
      persist: { path: join(stateFolder(target), 'v3') },
    });
    try {
      return await work(proxy.env.PREDICT_JOBS_DB);
    } catch (cause) {
      throw new CommandError('QUERY_FAILED', cause instanceof Error ? cause.message : String(cause), { cause });
    } finally {
      await proxy.dispose();
    }
  });
}

async function queryRemote(target: Target, statements: readonly string[]): Promise<Row[][]> {
  const args = queryCommand(target, statements);
  const { code, output, errors } = await tryWrangler(args);
  const answer = jsonIn(output);
  if (code === 0) return Answers.parse(answer).map(({ results }) => results);
  const refusal = Refusal.safeParse(answer);
  const failed = wranglerFailed(args, code, `${refusal.success ? refusal.data.error.text : output}${errors}`);
  if (failed.code === 'NOT_LOGGED_IN') throw failed;
  throw new CommandError('QUERY_FAILED', refusal.success ? refusal.data.error.text : `${output}${errors}`.trim());
}

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null; // A message for people, which the error shows as it is.
  }
}
