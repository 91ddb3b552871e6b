import { env } from 'cloudflare:workers';
import { vi } from 'vitest';
import { awayDatabase, awayKv } from '../../fixtures/away.ts';
import { type Asked, ONE_TOO_MANY } from './calls.ts';

/** Stands in the errors that are injected, and so must stand in no answer. */
export const INSIDE = 'SELECT secret FROM the_inside';

const failing = (): Promise<never> => Promise.reject(new Error(INSIDE));
const noQueue = {
  send: failing,
  sendBatch: failing,
  metrics: failing,
};

interface Fault {
  name: string;
  asked: Asked;
  /** Breaks what is no binding; gives back what puts it right. */
  breakIt?: () => () => void;
}

/** What is made to fail while each operation is called as it should be. */
export const FAULTS: readonly Fault[] = [
  { name: 'D1 away', asked: { env: { PREDICT_JOBS_DB: awayDatabase() } } },
  { name: 'D1 broken', asked: { env: { PREDICT_JOBS_DB: awayDatabase(INSIDE) } } },
  { name: 'KV away', asked: { env: { ANALYSIS_KV: awayKv() } } },
  { name: 'D1 and KV broken', asked: { env: { PREDICT_JOBS_DB: awayDatabase(INSIDE), ANALYSIS_KV: awayKv(INSIDE) } } },
  {
    name: 'KV and queue broken',
    asked: { env: { ANALYSIS_KV: awayKv(INSIDE), JOB_EVENTS: { ...env.JOB_EVENTS, ...noQueue } } },
  },
  { name: 'writes off', asked: { env: { ENABLE_D1_WRITES: 'false', ENABLE_KV_WRITES: 'false' } } },
  { name: 'reads of D1 off, KV away', asked: { env: { USE_D1_READS: 'false', ANALYSIS_KV: awayKv() } } },
  { name: 'a variable wrong', asked: { env: { USE_D1_READS: INSIDE } } },
  { name: 'one request too many', asked: { env: { RATE_LIMIT: ONE_TOO_MANY } } },
  { name: 'the limiter broken', asked: { env: { RATE_LIMIT: { limit: failing } } } },
  { name: 'a body too large', asked: { body: `{"job_type":"${'x'.repeat(7_000_000)}"}` } },
  { name: 'a body of another type', asked: { body: 'x', headers: { 'content-type': 'text/plain' } } },
  {
    name: 'a fault of our own',
    asked: {},
    breakIt: () => {
      // The first only: a page of a problem needs one itself.
      const digest = vi.spyOn(crypto.subtle, 'digest').mockImplementationOnce(failing);
      return () => {
        digest.mockRestore();
      };
    },
  },
];
