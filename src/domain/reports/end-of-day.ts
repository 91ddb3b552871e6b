import type { EndOfDayReport, Report } from '../../../schema/report.ts';
import type { Call, EndOfDayContent, EndOfDaySymbol, MarketMove } from '../../../schema/report-content.ts';
import { callOf, outlookOf, resultsBySymbol } from './calls.ts';
import { byChange, changeBetween, countChanges, reasonFor, symbolsIn } from './compare.ts';
import { type DayRuns, ofOneDate } from './day-parts.ts';
import { foundIn, headOf, type Request } from './head.ts';
import { quote } from './text.ts';

/** The day's move of each symbol in per cent of the close before; null where no price source is configured. */
export type Moves = ReadonlyMap<string, number> | null;

/** A move of less than this many per cent counts as flat. */
const FLAT_PERCENT = 0.05;
const EXPECTED = { bullish: 'up', bearish: 'down' } as const;

function marketMove(percent: number | undefined, morning: Call | null): MarketMove | null {
  if (percent === undefined) return null;
  const direction = Math.abs(percent) < FLAT_PERCENT ? 'flat' : percent > 0 ? 'up' : 'down';
  const sentiment = morning?.sentiment ?? 'neutral';
  return { percent, direction, agrees: sentiment === 'neutral' ? null : EXPECTED[sentiment] === direction };
}

/** How many of the morning's bullish and bearish calls the market bore out; null when none could be compared. */
function accuracyOf(symbols: readonly EndOfDaySymbol[]): EndOfDayContent['accuracy'] {
  const verdicts = symbols.flatMap(({ market }) => market?.agrees ?? []);
  const agreed = verdicts.filter(Boolean).length;
  return verdicts.length === 0 ? null : { compared: verdicts.length, agreed, rate: agreed / verdicts.length };
}

function contentOf(runs: DayRuns, moves: Moves): EndOfDayContent {
  const [mornings, middays, closes] = [
    resultsBySymbol(runs.morning),
    resultsBySymbol(runs.midday),
    resultsBySymbol(runs.close),
  ];
  const symbols = symbolsIn(closes, mornings, middays).map((symbol): EndOfDaySymbol => {
    const [first, last] = [mornings.get(symbol), closes.get(symbol)];
    const morning = callOf(first);
    return {
      symbol,
      change: changeBetween(first, last),
      morning,
      midday: callOf(middays.get(symbol)),
      close: callOf(last),
      reasoning: last?.error === null && last.reasoning !== null ? quote(last.reasoning) : null,
      market: marketMove(moves?.get(symbol), morning),
      reason: reasonFor(first, ['close', last]),
    };
  });
  return {
    outlook: outlookOf(symbols.map(({ close }) => close)),
    counts: countChanges(symbols),
    symbols: symbols.toSorted(byChange),
    accuracy: accuracyOf(symbols),
  };
}

/** Morning, midday and close of each symbol, against what its price did where that is known. */
export function endOfDayReport(request: Request, runs: DayRuns, moves: Moves): EndOfDayReport {
  const day = ofOneDate(runs, 'close');
  const head = headOf('end-of-day', request, foundIn(day, 'close'));
  return { report_type: 'end-of-day', ...head, content: head.has_content ? contentOf(day, moves) : null };
}

/** The moves that a stored summary speaks of; null where it speaks of none. */
export function movesIn(report: Report | null): Moves {
  if (report?.report_type !== 'end-of-day' || report.content === null) return null;
  const known = report.content.symbols.flatMap(({ symbol, market }) =>
    market ? [[symbol, market.percent] as const] : [],
  );
  return known.length === 0 ? null : new Map(known);
}
