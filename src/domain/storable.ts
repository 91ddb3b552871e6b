/** One thing wrong with a value, at an RFC 6901 JSON pointer. */
export interface Issue {
  pointer: string;
  detail: string;
}

/** D1 and JSON both take more, but no honest result nests deeper, and every walker of ours may recurse this far. */
const MAX_DEPTH = 64;

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

const isPlainObject = (value: object): boolean => {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
};

interface Visit {
  value: unknown;
  pointer: string;
  depth: number;
}

function nameIssue(name: string): string | null {
  if (name === '__proto__') return 'has a member named __proto__';
  return textIssue(name) && `has a member whose name ${TEXT_ISSUE}`;
}

/**
 * What keeps a value from being stored exactly as it came: text that D1 would change, numbers and objects that are
 * not JSON, excessive nesting. Iterative, so that no input can exhaust the stack. Null when it can be stored.
 */
export function storageIssue(root: unknown): Issue | null {
  const open: Visit[] = [{ value: root, pointer: '', depth: 0 }];
  for (let visit = open.pop(); visit; visit = open.pop()) {
    const { value, pointer, depth } = visit;
    if (typeof value !== 'object' || value === null) {
      const detail = primitiveIssue(value);
      if (detail) return { pointer, detail };
      continue;
    }
    if (depth > MAX_DEPTH) return { pointer, detail: `is nested deeper than ${MAX_DEPTH}` };
    if (!Array.isArray(value) && !isPlainObject(value)) return { pointer, detail: 'is not a JSON object' };
    for (const [key, member] of Object.entries(value)) {
      if (member === undefined) continue;
      const detail = nameIssue(key);
      if (detail) return { pointer, detail };
      open.push({ value: member, pointer: `${pointer}/${escape(key)}`, depth: depth + 1 });
    }
  }
  return null;
}
