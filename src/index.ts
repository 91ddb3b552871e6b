import { consumeDeadLetters } from '../consumers/dead-letter.ts';
import { consumeJobEvents } from '../consumers/job-completed.ts';
import type { ConsumerPorts } from '../consumers/ports.ts';
import { settle } from '../consumers/settle.ts';
import { backfillPage } from '../producers/backfill/page.ts';
import { watchBackfills } from '../producers/backfill/recover.ts';
import { tendDeadLetters } from '../producers/dead-letters/upkeep.ts';
import { reconcile } from '../producers/outbox/reconcile.ts';
import { runSlot } from '../producers/schedule.ts';
import type { ApiContext } from './api/context.ts';
import { observePageLoad, saveMeasures } from './api/measures.ts';
import { problemResponse } from './api/problem.ts';
import { backfillPorts, schedulePorts } from './api/producer-ports.ts';
import { router } from './api/router.ts';
import { startTiming } from './api/timing.ts';
import { type Config, flagDefaults, loadConfig } from './config.ts';
import { lazily } from './domain/lazily.ts';
import { slotAt } from './domain/slots.ts';
import { type Flags, readFlags } from './storage/flags.ts';
import { forgetReadStats } from './storage/read-stats.ts';

const DEAD_LETTER_QUEUE = 'job-events-dlq';
const RECONCILE_CRON = '*/5 * * * *';
const READ_STATS_KEPT_MS = 90 * 86_400_000;

/** Runs beside the answer; its failure is logged and changes nothing else. */
const afterwards = (ctx: ExecutionContext) => (work: Promise<unknown>) => {
  ctx.waitUntil(
    work.catch((error: unknown) => {
      console.warn(JSON.stringify({ message: 'work after the answer failed', error: String(error) }));
    }),
  );
};

const currentFlags = (env: Env, config: Config): Promise<Flags> => readFlags(env.ANALYSIS_KV, flagDefaults(config));

/** A body, which HEAD may carry and GET may not, means nothing. */
const asGet = ({ url, headers }: Request): Request => new Request(url, { headers });

async function consumerPorts(env: Env, ctx: ExecutionContext): Promise<ConsumerPorts> {
  const config = loadConfig(env);
  const flags = await currentFlags(env, config);
  const backfill = backfillPorts(env, flags, Date.now);
  return {
    db: env.PREDICT_JOBS_DB,
    kv: env.ANALYSIS_KV,
    outbox: config.OUTBOX,
    flags,
    now: Date.now,
    after: afterwards(ctx),
    backfillPage: (event, attempts) => backfillPage(backfill, event, attempts),
  };
}

async function settleOutbox(env: Env, flags: Flags, scheduledTime: number): Promise<void> {
  const ports = { db: env.PREDICT_JOBS_DB, kv: env.ANALYSIS_KV, queue: env.JOB_EVENTS, d1Writes: flags.d1_writes };
  const done = await reconcile(ports, scheduledTime);
  if (done.seen > 0) console.log(JSON.stringify({ message: 'reconciled', ...done }));
  await watchBackfills(backfillPorts(env, flags, () => scheduledTime));
  if (!flags.d1_writes) return;
  await tendDeadLetters(ports.db, ports.kv, scheduledTime);
  await forgetReadStats(ports.db, new Date(scheduledTime - READ_STATS_KEPT_MS).toISOString());
}

export { Ingest } from './api/ingest-entrypoint.ts';

export default {
  async fetch(request, env, ctx): Promise<Response> {
    try {
      const config = loadConfig(env);
      const timing = startTiming();
      // HEAD is GET without the body (RFC 9110, 9.3.2): uptime checks ask so.
      const head = request.method === 'HEAD';
      const context: ApiContext = {
        env,
        config,
        flags: lazily(() => currentFlags(env, config)),
        now: Date.now,
        after: afterwards(ctx),
        head,
        actor: null,
      };
      const answer: unknown = await router.fetch(head ? asGet(request) : request, context);
      if (!(answer instanceof Response)) throw new Error('no handler answered');
      // Those that read in parts say so themselves.
      if (!answer.headers.has('server-timing')) answer.headers.set('server-timing', timing.header());
      observePageLoad(request, context.actor !== null);
      context.after(saveMeasures(env.PREDICT_JOBS_DB, context));
      return head ? new Response(null, answer) : answer;
    } catch (error) {
      return problemResponse(error, request);
    }
  },

  async queue(batch, env, ctx): Promise<void> {
    const consume = batch.queue === DEAD_LETTER_QUEUE ? consumeDeadLetters : consumeJobEvents;
    await settle(batch.messages, async (messages) => consume(await consumerPorts(env, ctx), messages), Math.random);
  },

  async scheduled(controller, env): Promise<void> {
    const config = loadConfig(env);
    const flags = await currentFlags(env, config);
    if (controller.cron === RECONCILE_CRON) return settleOutbox(env, flags, controller.scheduledTime);
    // Each slot has a cron for either UTC offset; the one that is an hour off finds none.
    const slot = slotAt(controller.scheduledTime);
    if (slot === null) {
      console.log(JSON.stringify({ message: 'no slot at this time', time: controller.scheduledTime }));
      return;
    }
    const outcome = await runSlot(schedulePorts(env, config, flags, Date.now), slot);
    console.log(JSON.stringify({ message: 'slot run', ...outcome }));
  },
} satisfies ExportedHandler<Env>;
