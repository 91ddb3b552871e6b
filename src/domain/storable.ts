/** One thing wrong with a value, at an RFC 6901 JSON pointer. */
export interface Issue {
  pointer: string;
  detail: string;
}

/** D1 and JSON both take more, but no honest result nests deeper, and every walker of ours may recurse this far. */
const MAX_DEPTH = 64;

/** More lists and objects than text of KV's 25 MiB honestly holds. */
const MAX_CONTAINERS = 1_000_000;

const escape = (part: string): string => part.replaceAll('~', '~0').replaceAll('/', '~1');

export const pointerOf = (path: readonly PropertyKey[]): string =>
  path.map((part) => `/${escape(String(part))}`).join('');

const TEXT_ISSUE = 'holds a NUL character or a lone surrogate, which D1 cannot keep';

const textIssue = (text: string): string | null => (text.includes('\0') || !text.isWellFormed() ? TEXT_ISSUE : null);

function primitiveIssue(value: unknown): string | null {
  if (typeof value === 'string') return textIssue(value);
  if (typeof value === 'number') return Number.isFinite(value) ? null : 'is not a finite number';
  return value === null || typeof value === 'boolean' ? null : `is not JSON (${typeof value})`;
}

function isPlainObject(value: object): value is Record<string, unknown> {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

function nameIssue(name: string): string | null {
  if (name === '__proto__') return 'has a member named __proto__';
  return textIssue(name) && `has a member whose name ${TEXT_ISSUE}`;
}

/** A fault and the way to it, gathered on the way back out: a pointer for every sound value took half of the time. */
interface Fault {
  detail: string;
  path: (string | number)[];
}

const fault = (detail: string): Fault => ({ detail, path: [] });

function within(name: string | number, inner: Fault): Fault {
  inner.path.unshift(name);
  return inner;
}

/** Where a walk is: how deep, and how many lists and objects it has met of those it may meet. */
interface Walk {
  depth: number;
  met: number;
  most: number;
}

function faultInList(list: readonly unknown[], walk: Walk): Fault | null {
  for (let i = 0; i < list.length; i++) {
    const found = faultIn(list[i], walk);
    if (found) return within(i, found);
  }
  return null;
}

function faultInObject(value: Record<string, unknown>, walk: Walk): Fault | null {
  for (const name of Object.keys(value)) {
    const member = value[name];
    if (member === undefined) continue;
    const detail = nameIssue(name);
    if (detail) return fault(detail);
    const found = faultIn(member, walk);
    if (found) return within(name, found);
  }
  return null;
}

function faultIn(value: unknown, walk: Walk): Fault | null {
  if (typeof value !== 'object' || value === null) {
    const detail = primitiveIssue(value);
    return detail === null ? null : fault(detail);
  }
  if (walk.depth > MAX_DEPTH) return fault(`is nested deeper than ${MAX_DEPTH}`);
  walk.met += 1;
  if (walk.met > walk.most) return fault(`is one of more than ${walk.most} lists and objects`);
  walk.depth += 1;
  const found = Array.isArray(value)
    ? faultInList(value, walk)
    : isPlainObject(value)
      ? faultInObject(value, walk)
      : fault('is not a JSON object');
  walk.depth -= 1;
  return found;
}

/**
 * What keeps a value from being stored exactly as it came: text that D1 would change, numbers and objects that are
 * not JSON, excessive nesting. Null when it can be stored. No input can exhaust the stack or the time.
 */
export function storageIssue(root: unknown, most = MAX_CONTAINERS): Issue | null {
  const found = faultIn(root, { depth: 0, met: 0, most });
  return found && { pointer: pointerOf(found.path), detail: found.detail };
}
