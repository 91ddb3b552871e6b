import { REPORT_TYPES } from '../../schema/report.ts';
import { slotSpan } from '../../src/domain/coverage.ts';
import { slotsBetween } from '../../src/domain/slots.ts';
import { listSlotCandidates } from '../../src/storage/coverage-queries.ts';
import { listJobs } from '../../src/storage/history-queries.ts';
import { findJob } from '../../src/storage/job-queries.ts';
import { countExecutions } from '../../src/storage/stats-queries.ts';
import { listSymbols, symbolHistory } from '../../src/storage/symbol-queries.ts';
import type { Asked, Measured, Question } from '../query/questions.ts';
import { counting } from './counting.ts';
import { planDetail, planHistory, planStats, planSymbol } from './plan-queries.ts';
import { timed } from './timed.ts';

interface BenchEnv {
  OURS: D1Database;
  PLAN: D1Database;
}

const sizeOf = (value: unknown): number => (Array.isArray(value) ? value.length : 1);

async function ours(db: D1Database, question: Question): Promise<unknown> {
  switch (question.kind) {
    case 'history':
      return listJobs(db, question.filter, question.limit, question.after);
    case 'nothing':
      return (await db.prepare('SELECT 1').all()).results;
    case 'detail':
      return findJob(db, String(question.id));
    case 'symbol':
      return symbolHistory(db, question.symbol, {}, question.limit, question.after);
    case 'symbols':
      return listSymbols(db, question.limit, null);
    case 'stats':
      return countExecutions(db, question.from, question.to, question.by);
    case 'coverage': {
      const spans = slotsBetween(question.from, question.to).map((slot) => slotSpan(slot));
      return listSlotCandidates(db, question, REPORT_TYPES, spans);
    }
  }
}

const COLUMN = { day: 'execution_date', type: 'job_type', status: 'status' };

async function plan(db: D1Database, question: Question): Promise<unknown> {
  switch (question.kind) {
    case 'history':
      return (await planHistory(db, question.filter, question.limit, question.offset).all()).results;
    case 'detail':
      return planDetail(db, question.id);
    case 'symbol':
      return (await planSymbol(db, question.symbol, question.limit).all()).results;
    case 'stats':
      return (await planStats(db, question.from, question.to, COLUMN[question.by]).all()).results;
    case 'nothing':
      return (await db.prepare('SELECT 1').all()).results;
    default:
      throw new Error(`the plan has no ${question.kind}`);
  }
}

async function measure(env: BenchEnv, { database, question, samples }: Asked): Promise<Measured> {
  const ask = database === 'ours' ? ours : plan;
  const binding = database === 'ours' ? env.OURS : env.PLAN;
  const { db, rowsRead } = counting(binding);
  const rows = sizeOf(await ask(db, question));
  const read = rowsRead();
  const times = await timed(
    () => ask(binding, question),
    () => ask(binding, { kind: 'nothing' }),
    samples,
  );
  return { ...times, rows_read: read, rows };
}

export default {
  fetch: async (request, env) => Response.json(await measure(env, await request.json<Asked>())),
} satisfies ExportedHandler<BenchEnv>;
