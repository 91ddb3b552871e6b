import { MAX_STATS_DAYS, type Stats, type StatsAnswer, StatsQuery } from '../../schema/api/stats.ts';
import { foldCounts } from '../domain/stats.ts';
import { countExecutions } from '../storage/stats-queries.ts';
import type { Handler } from './context.ts';
import { businessRange } from './date-range.ts';
import { parseQuery } from './input.ts';
import { answerJson } from './respond.ts';
import { readD1 } from './stores.ts';
import { startTiming } from './timing.ts';

const DEFAULT_DAYS = 30;

/** GET /api/v1/jobs/stats */
export const stats: Handler = async (request, context) => {
  const timing = startTiming();
  const { group_by, ...given } = parseQuery(StatsQuery, request);
  const { from, to } = businessRange(given, context.now(), { days: DEFAULT_DAYS, most: MAX_STATS_DAYS });
  const counts = await readD1(context, timing, (db) => countExecutions(db, from, to, group_by));
  const groups = [...Map.groupBy(counts, ({ key }) => key)].map(([key, of]): Stats & { key: string } => ({
    key,
    ...foldCounts(of),
  }));
  const body: StatsAnswer = { success: true, from, to, group_by, total: foldCounts(counts), groups, source: 'd1' };
  return answerJson(request, timing, body);
};
