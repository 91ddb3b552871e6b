import { type Found, type Held, heldInList, heldInMap, isEntry } from './held.ts';
import { isList, isObject, type JsonObject, unwrapped } from './json.ts';

/** Deeper than this no reader ever looked for results. */
const MAX_LEVELS = 5;
/** So many maps and lists are looked at before the search gives up: its time is bounded whatever the value. */
const MAX_PLACES = 100_000;

// What stands under these names is no symbol's result: a model's opinion, a news article, another run.
const NOT_RESULTS: ReadonlySet<string> = new Set([
  'models',
  'model_results',
  'layers',
  'sentiment_layers',
  'articles',
  'news',
  'news_data',
  'multiple_executions',
]);

type Place = JsonObject | readonly unknown[];

const isPlace = (value: unknown): value is Place => isList(value) || isObject(value);

function heldAt(place: Place): Held[] {
  if (isList(place)) return heldInList(place);
  const held = heldInMap(place, () => false).filter(([, entry]) => isEntry(entry) || entry === null);
  return held.some(([, entry]) => isEntry(entry)) ? held : [];
}

function* placesIn(place: Place): Generator<Place> {
  const members: Iterable<[string | number, unknown]> = isList(place) ? place.entries() : Object.entries(place);
  for (const [name, item] of members) {
    const inner = unwrapped(item);
    if (isPlace(inner) && !NOT_RESULTS.has(String(name))) yield inner;
  }
}

function nextLevel(level: readonly Place[], limit: number): Place[] {
  const next: Place[] = [];
  for (const place of level) {
    for (const inner of placesIn(place)) {
      if (next.length === limit) return next;
      next.push(inner);
    }
  }
  return next;
}

/**
 * Maps and lists of per-symbol entries under any name, recognised by their structure: entries that carry a symbol,
 * or stand under one in upper case, and hold a verdict. Takes all that stand on the first level that has any.
 */
export function searchResults(root: unknown): Found {
  let level = isPlace(root) ? [root] : [];
  for (let depth = 0, seen = 0; depth <= MAX_LEVELS && level.length > 0; depth += 1) {
    const held = level.flatMap(heldAt);
    if (held.length > 0) return { shape: 'found_by_structure', held };
    seen += level.length;
    level = nextLevel(level, MAX_PLACES - seen);
  }
  return { shape: 'found_by_structure', held: [] };
}
