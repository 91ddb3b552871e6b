import { setTimeout as sleep } from 'node:timers/promises';
import type { components, JobledgerClient } from '../client/index.ts';
import { CommandError } from './entry.ts';

type JobAnswer = components['schemas']['JobAnswer'];
type ProblemBody = components['schemas']['Problem'];

interface Run {
  client: JobledgerClient;
  signal: AbortSignal;
  /** How long to wait for the persisted job; it takes about a second, a loaded machine may need more. */
  persistedWithinMs?: number;
}

const POLL_EVERY_MS = 100;

/** Triggers one analysis and waits until it is in the database. Throws DEMO_REFUSED, DEMO_UNREADABLE, DEMO_SLOW. */
export async function runAnalysis(run: Run, symbols: readonly string[]): Promise<JobAnswer> {
  const call = { params: {}, body: { symbols: [...symbols] }, signal: run.signal };
  const { data, error, response } = await run.client.POST('/api/v1/sentiment/analysis', call);
  if (data) return persistedJob(run, data.execution_key);
  throw new CommandError('DEMO_REFUSED', `The analysis was refused: ${reasonOf(response, error)}`);
}

async function persistedJob({ client, signal, persistedWithinMs = 30_000 }: Run, id: string): Promise<JobAnswer> {
  const deadline = Date.now() + persistedWithinMs;
  while (Date.now() < deadline) {
    const { data, error, response } = await client.GET('/api/v1/jobs/{id}', { params: { path: { id } }, signal });
    if (data) return data;
    if (response.status !== 404) {
      throw new CommandError('DEMO_UNREADABLE', `The job cannot be read: ${reasonOf(response, error)}`);
    }
    await sleep(POLL_EVERY_MS, null, { signal });
  }
  const within = `within ${persistedWithinMs / 1000} s`;
  throw new CommandError('DEMO_SLOW', `Job ${id} was accepted, but not persisted ${within}.`);
}

const reasonOf = ({ status }: Response, error: Partial<ProblemBody> | undefined): string =>
  `${status} ${error?.detail ?? error?.title ?? 'without a reason'}`;
