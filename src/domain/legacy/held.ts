import { isList, isObject, type JsonObject, member, textOf, unwrapped } from './json.ts';
import { ownSymbol, tickerOf } from './symbols.ts';

/** A symbol as written, and what is held for it. */
export type Held = readonly [symbol: string, entry: unknown];

/** Results that were found in one place; `shape` names the place. */
export interface Found {
  shape: string;
  held: Held[];
}

const VERDICTS = ['sentiment', 'direction', 'confidence', 'primary_direction', 'overall_confidence', 'analysis_type'];
const LAYERS = ['sentiment_analysis', 'sentiment_layers', 'enhanced_prediction', 'confidence_metrics', 'signal'];

const isHeld = (value: unknown): boolean => typeof value === 'object' && value !== null;

const isScalar = (value: unknown): boolean => value !== undefined && !isHeld(value);

/** Whether an object says of one symbol what a result says: a verdict, what one is made of, or an error. */
export function isEntry(value: unknown): value is JsonObject {
  if (!isObject(value)) return false;
  if (textOf(member(value, 'error')) !== null) return true;
  return VERDICTS.some((name) => isScalar(member(value, name))) || LAYERS.some((name) => isHeld(member(value, name)));
}

/** A name in upper case that can be a symbol. Lower-case names are mostly words (`model`, `summary`). */
export const isTicker = (name: string): boolean => tickerOf(name) === name;

/** The entries of a list that name their symbols themselves; none when no element is an entry. */
export function heldInList(list: readonly unknown[]): Held[] {
  const named = list.map(unwrapped).flatMap((entry): Held[] => {
    const symbol = ownSymbol(entry);
    return symbol === null ? [] : [[symbol, entry]];
  });
  return named.some(([, entry]) => isEntry(entry)) ? named : [];
}

/** The entries of a map by symbol. `belongs` decides of the names that are no upper-case symbol. */
export function heldInMap(map: JsonObject, belongs: (name: string, entry: unknown) => boolean): Held[] {
  return Object.entries(map).flatMap(([name, member]): Held[] => {
    const entry = unwrapped(member);
    const symbol = ownSymbol(entry);
    if (symbol !== null) return [[symbol, entry]];
    return isTicker(name) || belongs(name, entry) ? [[name, entry]] : [];
  });
}

/** `trading_signals` of a single symbol is one entry, and no map of them. */
export function isMapOfEntries(value: unknown): value is JsonObject {
  if (!isObject(value) || ownSymbol(value) !== null) return false;
  return !isEntry(value) || Object.entries(value).some(([name, entry]) => isTicker(name) && isEntry(unwrapped(entry)));
}

/** What a container under a known name holds. */
export function heldIn(container: unknown, belongs: (name: string, entry: unknown) => boolean): Held[] {
  if (isList(container)) return heldInList(container);
  return isMapOfEntries(container) ? heldInMap(container, belongs) : [];
}
