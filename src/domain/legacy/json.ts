/** What JSON.parse makes of an object. Members are read through `member`, never through the prototype. */
export type JsonObject = Readonly<Record<string, unknown>>;

export type JsonReading = { ok: true; value: unknown } | { ok: false; reason: 'not_json' | 'too_deep'; detail: string };

/** Honest values nest about ten levels; every walker of ours may recurse this far, and the queue's limit is 64. */
const MAX_DEPTH = 48;
/** A value was seen stored as a string of JSON; some were stored so more than once. */
const MAX_STRINGS = 4;

export const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export const isList = (value: unknown): value is readonly unknown[] => Array.isArray(value);

function isTooDeep(root: unknown): boolean {
  let level: unknown[] = [root];
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > MAX_DEPTH) return true;
    const next: unknown[] = [];
    for (const value of level) {
      if (typeof value !== 'object' || value === null) continue;
      const inner: Iterable<unknown> = isList(value) ? value : Object.values(value);
      for (const item of inner) if (typeof item === 'object' && item !== null) next.push(item);
    }
    level = next;
  }
  return false;
}

function parse(text: string): JsonReading {
  try {
    const value: unknown = JSON.parse(text);
    if (isTooDeep(value)) return { ok: false, reason: 'too_deep', detail: `is nested deeper than ${MAX_DEPTH} levels` };
    return { ok: true, value };
  } catch {
    return { ok: false, reason: 'not_json', detail: 'is not JSON' };
  }
}

/** Parses a text, and what it holds again for as long as that is a string of JSON. Never throws. */
export function parseJson(text: string): JsonReading {
  let reading = parse(text.replace(/^\uFEFF/, ''));
  for (let strings = 0; reading.ok && typeof reading.value === 'string'; strings += 1) {
    if (strings === MAX_STRINGS) return { ok: false, reason: 'too_deep', detail: 'is JSON in too many strings' };
    reading = parse(reading.value);
  }
  return reading;
}

/** The value, or what it holds if it is a string of JSON that holds an object or a list. */
export function unwrapped(value: unknown): unknown {
  if (typeof value !== 'string' || !/^\s*["[{]/.test(value)) return value;
  const reading = parseJson(value);
  return reading.ok && typeof reading.value === 'object' ? reading.value : value;
}

/** An own member of an object, or an element of a list; unwrapped. Undefined where there is none. */
export function member(value: unknown, name: string): unknown {
  if (isList(value)) return unwrapped(value[Number(name)]);
  return isObject(value) && Object.hasOwn(value, name) ? unwrapped(value[name]) : undefined;
}

export type Path = readonly string[];

/** Writes paths as they read: `sentiment_layers.0.confidence`. */
export const paths = (...dotted: string[]): Path[] => dotted.map((path) => path.split('.'));

/** The first of what stands at the paths that `read` makes something of; null where it makes nothing of any. */
export function firstOf<T>(value: unknown, candidates: readonly Path[], read: (found: unknown) => T | null): T | null {
  for (const path of candidates) {
    const found = read(path.reduce<unknown>(member, value));
    if (found !== null) return found;
  }
  return null;
}

/** A text that says something. */
export const textOf = (value: unknown): string | null =>
  typeof value === 'string' && value.trim() !== '' ? value : null;
