import { createStore } from './store.ts';

/** Whether the server answers. `attempt` counts the tries since it was lost; `retryAt` is epoch ms. */
export type Connection = { gone: false } | { gone: true; since: number; attempt: number; retryAt: number };

const LONGEST_PAUSE_MS = 30_000;
const HERE: Connection = { gone: false };

const store = createStore<Connection>(HERE);
const onReturn = new Set<() => void>();
let timer: ReturnType<typeof setTimeout> | undefined;

const pause = (attempt: number): number => Math.min(LONGEST_PAUSE_MS, 1000 * 2 ** attempt);

function lost(): void {
  const held = store.get();
  const now = Date.now();
  // Several requests fail together: they are one try.
  if (held.gone && now < held.retryAt) return;
  const attempt = held.gone ? held.attempt + 1 : 0;
  const retryAt = now + pause(attempt);
  store.set({ gone: true, since: held.gone ? held.since : now, attempt, retryAt });
  clearTimeout(timer);
  timer = setTimeout(() => void retry(), retryAt - now);
}

function answered(): void {
  if (!store.get().gone) return;
  clearTimeout(timer);
  store.set(HERE);
  for (const listener of onReturn) listener();
}

/** Asks whether the server answers; `health` is open to all and cheap. */
const isThere = (): Promise<boolean> =>
  fetch('/api/v1/health').then(
    ({ status }) => status === 200 || status === 503,
    () => false,
  );

async function retry(): Promise<void> {
  const alive = await isThere();
  const held = store.get();
  if (alive) answered();
  else if (held.gone) {
    store.set({ ...held, retryAt: 0 });
    lost();
  }
}

export const connection = {
  ...store,
  lost,
  answered,
  retry,
  isThere,
  /** Calls back whenever the server has come back. */
  whenBack: (listener: () => void): void => void onReturn.add(listener),
};
