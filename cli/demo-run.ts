import { setTimeout as sleep } from 'node:timers/promises';
import * as z from 'zod';
import { Execution } from '../schema/execution.ts';
import { Result } from '../schema/result.ts';
import { callApi, problemText } from './api-call.ts';
import { CommandError } from './entry.ts';

const Accepted = z.object({ execution_key: z.string(), status_url: z.string() });

const JobAnswer = z.object({
  job: Execution.pick({
    execution_key: true,
    job_type: true,
    status: true,
    execution_date: true,
    executed_at: true,
  }).extend({
    execution_time_ms: z.number().nullable(),
    errors: z.array(z.string()),
  }),
  results: z.array(
    Result.pick({
      symbol: true,
      sentiment: true,
      confidence: true,
      direction: true,
      reasoning: true,
      news_count: true,
      error: true,
    }),
  ),
});
export type JobAnswer = z.infer<typeof JobAnswer>;

interface Api {
  url: string;
  key: string;
  signal: AbortSignal;
  /** How long to wait for the persisted job; it takes about a second, a loaded machine may need more. */
  persistedWithinMs?: number;
}

const POLL_EVERY_MS = 100;

/** Triggers one analysis and waits until it is in the database. Throws DEMO_REFUSED, DEMO_UNREADABLE, DEMO_SLOW. */
export async function runAnalysis(api: Api, symbols: readonly string[]): Promise<JobAnswer> {
  const triggered = await callApi(`${api.url}/api/v1/sentiment/analysis`, { ...api, body: { symbols } });
  if (triggered.status !== 202) {
    throw new CommandError('DEMO_REFUSED', `The analysis was refused: ${problemText(triggered)}`);
  }
  return persistedJob(api, Accepted.parse(triggered.body).execution_key);
}

async function persistedJob(api: Api, executionKey: string): Promise<JobAnswer> {
  const { persistedWithinMs = 30_000 } = api;
  const deadline = Date.now() + persistedWithinMs;
  while (Date.now() < deadline) {
    const found = await callApi(`${api.url}/api/v1/jobs/${encodeURIComponent(executionKey)}`, api);
    if (found.status === 200) return JobAnswer.parse(found.body);
    if (found.status !== 404)
      throw new CommandError('DEMO_UNREADABLE', `The job cannot be read: ${problemText(found)}`);
    await sleep(POLL_EVERY_MS, null, { signal: api.signal });
  }
  const within = `within ${persistedWithinMs / 1000} s`;
  throw new CommandError('DEMO_SLOW', `Job ${executionKey} was accepted, but not persisted ${within}.`);
}
