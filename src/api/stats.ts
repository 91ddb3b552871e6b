import { MAX_STATS_DAYS, type Stats, type StatsAnswer, StatsQuery } from '../../schema/api/stats.ts';
import { datesBetween } from '../domain/eastern.ts';
import { foldCounts } from '../domain/stats.ts';
import { countExecutions, type Period } from '../storage/stats-queries.ts';
import type { Handler } from './context.ts';
import { businessRange } from './date-range.ts';
import { parseQuery } from './input.ts';
import { answerJson } from './respond.ts';
import { readD1 } from './stores.ts';
import { startTiming } from './timing.ts';

const DEFAULT_DAYS = 30;

const byDay = (from: string, to: string): Period[] =>
  datesBetween(from, to).map((date) => ({ key: date, from: date, to: date }));

/** GET /api/v1/jobs/stats */
export const stats: Handler = async (request, context) => {
  const timing = startTiming();
  const { group_by, ...given } = parseQuery(StatsQuery, request);
  const { from, to } = businessRange(given, context.now(), { days: DEFAULT_DAYS, most: MAX_STATS_DAYS });
  const [periods, by] =
    group_by === 'day' ? ([byDay(from, to), 'period'] as const) : ([[{ key: '', from, to }], group_by] as const);
  const counts = await readD1(context, timing, (db) => countExecutions(db, periods, by));
  const groups = [...Map.groupBy(counts, ({ key }) => key)].map(([key, of]): Stats & { key: string } => ({
    key,
    ...foldCounts(of),
  }));
  const body: StatsAnswer = { success: true, from, to, group_by, total: foldCounts(counts), groups, source: 'd1' };
  return answerJson(request, timing, body);
};
