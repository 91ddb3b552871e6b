import { type Found, heldIn, isEntry, isTicker } from './held.ts';
import { isObject, member, unwrapped } from './json.ts';
import { searchResults } from './search-results.ts';
import { ownSymbol } from './symbols.ts';

const MAPS = ['sentiment_signals', 'trading_signals'];
const LISTS = ['symbols', 'predictions', 'signals'];

/** The names under which a run keeps its results. */
export const CONTAINERS = [...MAPS, ...LISTS];

/** Whether a value names a symbol so, or in upper case. */
type Names = ReadonlySet<string>;

const inMaps = (value: unknown, names: Names): Found[] =>
  MAPS.map((shape) => ({
    shape,
    held: heldIn(member(value, shape), (name, entry) => names.has(name) || isEntry(entry)),
  }));

const inLists = (value: unknown, names: Names): Found[] =>
  LISTS.map((shape) => ({ shape, held: heldIn(member(value, shape), (name) => names.has(name)) }));

/** Symbols that stand as members of the value: those it names, and entries under an upper-case name. */
function atTopLevel(value: unknown, names: Names): Found {
  const members = isObject(value) ? Object.entries(value) : [];
  const held = members.filter(([name, entry]) => names.has(name) || (isTicker(name) && isEntry(unwrapped(entry))));
  return { shape: 'top_level', held };
}

/** A value that is itself the entry of one symbol. */
const asEntryOf = (symbol: string | null, value: unknown): Found => ({
  shape: 'one_symbol',
  held: symbol !== null && isEntry(value) ? [[symbol, value]] : [],
});

/**
 * Where a value holds results: the places in the order in which they are believed. The known containers and the top
 * level as the old readers had it; a value that is one symbol's entry may carry lists of its own, so it goes before
 * them. Only where all of that finds nothing, the symbol of the key serves, and after it the structure is searched.
 */
export function findResults(value: unknown, named: readonly string[], keySymbol: string | null): Found[] {
  const names = new Set(named.flatMap((name) => [name, name.trim().toUpperCase()]));
  const known = [
    ...inMaps(value, names),
    asEntryOf(ownSymbol(value), value),
    ...inLists(value, names),
    atTopLevel(value, names),
  ].filter(holds);
  if (known.length > 0) return known;
  const keyed = asEntryOf(keySymbol, value);
  return [holds(keyed) ? keyed : searchResults(value)].filter(holds);
}

const holds = ({ held }: Found): boolean => held.length > 0;
