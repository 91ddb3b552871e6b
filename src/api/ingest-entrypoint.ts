import { WorkerEntrypoint } from 'cloudflare:workers';
import { ingest } from '../../producers/ingest.ts';
import { type IngestAccepted, IngestBody, type IngestInput } from '../../schema/api/ingest.ts';
import type { ProblemBody } from '../../schema/api/problem.ts';
import { flagDefaults, loadConfig } from '../config.ts';
import { readFlags } from '../storage/flags.ts';
import { checkIdempotencyKey } from './idempotency.ts';
import { checkBody, checkTraceparent } from './input.ts';
import { accepted, assertFits } from './jobs/ingest.ts';
import { problemBody } from './problem.ts';
import { ingestPorts } from './producer-ports.ts';

export interface SubmitOptions {
  /** Names the run, as the header `Idempotency-Key` does. */
  idempotencyKey?: string;
  /** The W3C trace it belongs to. */
  traceparent?: string;
}

/**
 * What other Workers of the account bind as a service: `POST /api/v1/jobs` without HTTP, and without a key, for who may
 * bind it is decided by the account. It answers as the route does, with a problem rather than an exception, of which
 * nothing but the message would pass between Workers.
 */
export class Ingest extends WorkerEntrypoint<Env> {
  /** Takes in a run that happened elsewhere. */
  async submit(job: IngestInput, options: SubmitOptions = {}): Promise<IngestAccepted | ProblemBody> {
    try {
      const key = checkIdempotencyKey(options.idempotencyKey ?? null);
      const body = checkBody(IngestBody, job);
      assertFits(JSON.stringify(job));
      const config = loadConfig(this.env);
      const flags = await readFlags(this.env.ANALYSIS_KV, flagDefaults(config));
      const ports = ingestPorts(this.env, config, flags, Date.now);
      return accepted(await ingest({ ...ports, traceparent: checkTraceparent(options.traceparent) }, body, key));
    } catch (error) {
      return problemBody(error, 'Ingest.submit');
    }
  }
}
