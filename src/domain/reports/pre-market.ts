import type { PreMarketReport } from '../../../schema/report.ts';
import type { PreMarketContent } from '../../../schema/report-content.ts';
import { callOf, failedSymbol, outlookOf, resultsBySymbol, symbolCall } from './calls.ts';
import type { StoredRun } from './day-parts.ts';
import { foundIn, headOf, type Request } from './head.ts';

/** A call of at least this confidence is a signal. */
const THRESHOLD = 0.7;

function contentOf(morning: StoredRun): PreMarketContent {
  const results = [...resultsBySymbol(morning).values()];
  const usable = results.filter((result) => result.error === null).map(symbolCall);
  const ranked = usable.toSorted((a, b) => (b.confidence ?? 0) - (a.confidence ?? 0));
  const isSignal = (call: { confidence: number | null }) => (call.confidence ?? 0) >= THRESHOLD;
  return {
    outlook: outlookOf(results.map(callOf)),
    threshold: THRESHOLD,
    high_confidence: ranked.filter(isSignal),
    others: ranked.filter((call) => !isSignal(call)),
    failed: results.filter((result) => result.error !== null).map(failedSymbol),
  };
}

/** The morning's signals, strongest first, with the outlook of the market; failed symbols last, with their reasons. */
export function preMarketReport(request: Request, runs: { morning: StoredRun | null }): PreMarketReport {
  const head = headOf('pre-market', request, foundIn(runs, 'morning'));
  const content = head.has_content && runs.morning !== null ? contentOf(runs.morning) : null;
  return { report_type: 'pre-market', ...head, content };
}
