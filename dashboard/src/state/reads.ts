import { useEffect, useReducer } from 'preact/hooks';
import { asError } from './as-error.ts';
import { connection } from './connection.ts';
import { receiveText } from './http.ts';
import { pauseAfter } from './recovery.ts';
import { refreshing } from './refreshing.ts';

/** What a page knows of one address of the API. Data stays while a newer answer is under way or refused. */
export interface Read<T> {
  data: T | null;
  error: Error | null;
  loading: boolean;
  /** Epoch ms of the last answer. */
  at: number;
  reload: () => void;
}

interface Entry {
  text: string | null;
  data: unknown;
  error: Error | null;
  at: number;
  pending: AbortController | null;
  /** Epoch ms before which it is not asked again by itself. */
  notBefore: number;
  listeners: Set<() => void>;
}

/** Addresses kept for going back and forward without waiting. */
const MOST_ENTRIES = 80;
/** Younger than this an answer is not asked for again when a page shows it. */
const FRESH_MS = 1500;

const entries = new Map<string, Entry>();

function entryOf(path: string): Entry {
  const found = entries.get(path);
  if (found) return found;
  const entry: Entry = {
    text: null,
    data: null,
    error: null,
    at: 0,
    pending: null,
    notBefore: 0,
    listeners: new Set(),
  };
  entries.set(path, entry);
  const idle = [...entries].filter(([, { listeners }]) => listeners.size === 0).slice(0, entries.size - MOST_ENTRIES);
  for (const [old] of idle) if (old !== path) entries.delete(old);
  return entry;
}

/** Takes an answer; says whether there is anything new in it to show. */
function take(entry: Entry, text: string): boolean {
  entry.at = Date.now();
  if (text === entry.text && entry.error === null) return false;
  if (text !== entry.text) {
    const data: unknown = JSON.parse(text);
    Object.assign(entry, { text, data });
  }
  entry.error = null;
  return true;
}

/** After a fault that passes it is asked again, if somebody still wants to know; not before the server wants it to be. */
function recover(path: string, entry: Entry, error: Error): void {
  const pause = pauseAfter(error);
  if (pause === null) return;
  entry.notBefore = Date.now() + pause;
  setTimeout(() => {
    if (entry.error === error && entry.listeners.size > 0) void load(path, entry);
  }, pause);
}

async function load(path: string, entry: Entry): Promise<void> {
  if (entry.pending) return;
  const pending = new AbortController();
  entry.pending = pending;
  let changed = true;
  try {
    const headers = { accept: 'application/json' };
    changed = take(entry, await receiveText(path, { headers, signal: pending.signal }));
  } catch (error) {
    if (pending.signal.aborted) return;
    entry.error = asError(error);
    recover(path, entry, entry.error);
  } finally {
    if (entry.pending === pending) entry.pending = null;
  }
  refreshing.answered();
  if (changed) for (const listener of entry.listeners) listener();
}

function poll(path: string, entry: Entry): void {
  if (Date.now() >= entry.notBefore) void load(path, entry);
}

function active(): [string, Entry][] {
  return [...entries].filter(([, { listeners }]) => listeners.size > 0);
}

/** Asks again for everything on screen whose address begins with one of `prefixes`; forgets the rest of them. */
export function invalidate(...prefixes: string[]): void {
  for (const [path, entry] of [...entries]) {
    if (!prefixes.some((prefix) => path.startsWith(prefix))) continue;
    // An answer that is under way may be from before the change.
    entry.pending?.abort();
    entry.pending = null;
    if (entry.listeners.size > 0) void load(path, entry);
    else entries.delete(path);
  }
}

/** Forgets everything that was read: whoever looks next may not be allowed to see it. */
export function forgetReads(): void {
  for (const { pending } of entries.values()) pending?.abort();
  entries.clear();
}

/** Asks again for everything on screen. */
export const reloadAll = (): void => active().forEach(([path, entry]) => void load(path, entry));

connection.whenBack(reloadAll);

/**
 * Reads an address of the API; null reads nothing. `every` (ms) asks again while the page is visible and refreshing is
 * not paused. An answer with the same text renders nothing.
 */
export function useRead<T>(path: string | null, every = 0): Read<T> {
  const [, render] = useReducer((count: number) => count + 1, 0);
  useEffect(() => {
    if (path === null) return;
    const entry = entryOf(path);
    const listener = () => render(undefined);
    entry.listeners.add(listener);
    const hide = refreshing.show();
    if (Date.now() - entry.at > FRESH_MS) void load(path, entry);
    const stop = every === 0 ? null : refreshing.every(every, () => poll(path, entry));
    return () => {
      entry.listeners.delete(listener);
      hide();
      stop?.();
    };
  }, [path, every]);
  const entry = path === null ? null : entryOf(path);
  return {
    // The shape is the API's contract for this address.
    data: (entry?.data ?? null) as T | null,
    error: entry?.error ?? null,
    loading: entry !== null && entry.text === null && entry.error === null,
    at: entry?.at ?? 0,
    reload: () => {
      if (path !== null && entry) void load(path, entry);
    },
  };
}

/** The text of an address as the server sent it, its numbers untouched; null until it has been read. */
export const rawText = (path: string): string | null => entries.get(path)?.text ?? null;
