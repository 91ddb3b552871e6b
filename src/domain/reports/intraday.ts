import type { IntradayReport } from '../../../schema/report.ts';
import type { IntradayContent, IntradaySymbol } from '../../../schema/report-content.ts';
import { callOf, resultsBySymbol, rounded } from './calls.ts';
import { byChange, changeBetween, countChanges, reasonFor, symbolsIn } from './compare.ts';
import { type DayRuns, ofOneDate, type StoredRun } from './day-parts.ts';
import { foundIn, headOf, type Request } from './head.ts';

const difference = (before: number | null, after: number | null): number | null =>
  before === null || after === null ? null : rounded(after - before);

function contentOf(morningRun: StoredRun | null, middayRun: StoredRun): IntradayContent {
  const [mornings, middays] = [resultsBySymbol(morningRun), resultsBySymbol(middayRun)];
  const symbols = symbolsIn(mornings, middays).map((symbol): IntradaySymbol => {
    const [before, after] = [mornings.get(symbol), middays.get(symbol)];
    const [morning, midday] = [callOf(before), callOf(after)];
    return {
      symbol,
      change: changeBetween(before, after),
      morning,
      midday,
      confidence_change: difference(morning?.confidence ?? null, midday?.confidence ?? null),
      reason: reasonFor(before, ['midday', after]),
    };
  });
  return { counts: countChanges(symbols), symbols: symbols.toSorted(byChange) };
}

/** Each symbol at noon against the morning. */
export function intradayReport(request: Request, runs: Omit<DayRuns, 'close'>): IntradayReport {
  const { morning, midday } = ofOneDate({ ...runs, close: null }, 'midday');
  const head = headOf('intraday', request, foundIn({ morning, midday }, 'midday'));
  const content = head.has_content && midday !== null ? contentOf(morning, midday) : null;
  return { report_type: 'intraday', ...head, content };
}
